import { AnswerCut, type Write } from './fault.ts';

/**
 * Lets half of the body through (half of what the head announces; without an announcement half of its first piece),
 * then calls `cut` and drops the rest. An answer without a body stays whole.
 */
export function cutBody(next: Write, cut: () => void): Write {
  let leftBytes: number | undefined;
  return async (bytes, part) => {
    if (part === 'head') {
      const announced = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1'))?.[1];
      if (announced) leftBytes = Math.floor(Number(announced) / 2);
      return next(bytes, part);
    }
    leftBytes ??= Math.floor(bytes.length / 2);
    if (bytes.length < leftBytes) {
      leftBytes -= bytes.length;
      return next(bytes, part);
    }
    if (leftBytes > 0) await next(bytes.subarray(0, leftBytes), part);
    cut();
    throw new AnswerCut();
  };
}
