import { closeSync, openSync, readSync } from 'node:fs';

// The kernel hands out its tables a page at a time, whatever the reader asks for; one buffer takes all the pages.
let scratch = Buffer.allocUnsafe(256 * 1_024);

/** The whole of a file of /proc, in a buffer that the next read overwrites; null where there is no such file for us. */
export function readProcFile(file: string): Buffer | null {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    return readToEnd(descriptor);
  } catch {
    // Another platform, IPv6 switched off, a process that has just gone, or one that is not ours to look into.
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readToEnd(descriptor: number): Buffer {
  for (let length = 0; ; ) {
    if (length === scratch.length) scratch = Buffer.concat([scratch], 2 * scratch.length);
    const read = readSync(descriptor, scratch, length, scratch.length - length, null);
    if (read === 0) return scratch.subarray(0, length);
    length += read;
  }
}
