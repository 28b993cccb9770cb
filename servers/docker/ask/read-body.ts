import type { IncomingMessage } from 'node:http';
import { ApiError } from '../reply/errors.ts';

// dockerd would take any; no client sends a container of more than some KiB.
const MAX_BODY_BYTES = 4 * 1_048_576;

/**
 * The whole body; rejects when the client goes away before its end, and at once when it is too large. What still comes
 * then is thrown away, so that the connection stays good.
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) {
        chunks.push(chunk);
      } else {
        chunks.length = 0;
        reject(new ApiError(413, 'http: request body too large'));
      }
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject).once('close', () => reject(new ApiError(400, 'unexpected EOF')));
  });
}
