import type { IncomingMessage } from 'node:http';
import { Refusal } from './answer.ts';

/**
 * The whole body, or a refusal as soon as it is known to be too large: what is over the limit is never kept.
 * Listeners instead of `for await`: half the cost, on the path of every push.
 */
export function readLimitedBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const refuse = (gotBytes: number) => {
      request.removeAllListeners('data').resume();
      reject(tooLarge(gotBytes, limitBytes));
    };
    const declaredBytes = Number(request.headers['content-length'] ?? 0);
    if (declaredBytes > limitBytes) return refuse(declaredBytes);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limitBytes) refuse(bytes);
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once('close', () => reject(new Refusal(400, 'unexpected EOF')));
  });
}

function tooLarge(gotBytes: number, limitBytes: number): Refusal {
  return new Refusal(413, `request body too large: message size too large than max (${gotBytes} vs ${limitBytes})`);
}
