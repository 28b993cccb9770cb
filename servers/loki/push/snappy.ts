import { uncompressSync } from 'snappy';
import { Refusal } from '../answer.ts';
import type { Limits } from '../options.ts';

/** A body in raw (block) snappy, refused by the length it announces before anything is made of that length. */
export function unsnap(body: Buffer, { maxInflatedBytes }: Limits): Buffer {
  const announcedBytes = announcedLength(body);
  if (announcedBytes > maxInflatedBytes) {
    throw new Refusal(
      413,
      `request body too large: decompressed message size too large than max (${announcedBytes} vs ${maxInflatedBytes})`,
    );
  }
  try {
    return uncompressSync(body, { asBuffer: true }) as Buffer;
  } catch {
    // Go has one text for everything; the library's tells more.
    throw new Refusal(400, 'snappy: corrupt input');
  }
}

/** A block begins with its uncompressed length, a varint of at most 32 bits. */
function announcedLength(body: Buffer): number {
  let length = 0;
  for (const [index, byte] of body.subarray(0, 5).entries()) {
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return length;
  }
  return 0;
}
