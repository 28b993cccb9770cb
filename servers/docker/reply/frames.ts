/** The streams of a process, by the numbers that the frame header gives them. */
export const STREAM = { stdout: 1, stderr: 2 } as const;
export type StreamNumber = (typeof STREAM)[keyof typeof STREAM];

// The log copier reads so much at once; a longer line leaves in several frames.
const MAX_PAYLOAD_BYTES = 16_384;

const HEADER_BYTES = 8;

/** `payload` in frames of one stream: [stream, 0, 0, 0, length as a big-endian uint32], then at most 16 KiB. */
export function toFrames(stream: StreamNumber, payload: Buffer): Buffer[] {
  if (payload.length <= MAX_PAYLOAD_BYTES) return [toFrame(stream, payload)];
  const frames: Buffer[] = [];
  for (let at = 0; at < payload.length; at += MAX_PAYLOAD_BYTES) {
    frames.push(toFrame(stream, payload.subarray(at, at + MAX_PAYLOAD_BYTES)));
  }
  return frames;
}

function toFrame(stream: StreamNumber, payload: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  frame.writeUInt32BE(stream * 0x1000000, 0);
  frame.writeUInt32BE(payload.length, 4);
  payload.copy(frame, HEADER_BYTES);
  return frame;
}
