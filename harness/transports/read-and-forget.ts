import type { Dispatcher } from 'undici';

/**
 * Reads a body to its end without keeping anything of it: an unread one keeps its connection busy. undici takes a limit
 * that is not finite for its default of 128 KiB, beyond which it destroys the connection. Throws where the body broke
 * off, by the server or by the caller's own signal: undici's dump() is content with that.
 */
export async function readAndForget(body: Dispatcher.ResponseData['body']): Promise<void> {
  await body.dump({ limit: Number.MAX_SAFE_INTEGER });
  if (body.errored) throw body.errored;
}
