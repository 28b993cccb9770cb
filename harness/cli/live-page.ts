import { readFile } from 'node:fs/promises';
import { type LiveServer, serveLive } from '../app/live/serve-live.ts';
import { REAL_CLOCK } from '../core/clock.ts';
import type { LiveFeed } from '../report/live/board.ts';
import { say } from './say.ts';

export const LIVE_HELP = 'a page that shows it while it goes on, on the loopback of this machine';

/** A command's live page and what it is fed by. */
export interface LivePage<Feed extends LiveFeed> extends AsyncDisposable {
  feed: Feed;
  /** It is over: open pages become the page in this file, or say that it is. Nobody waits for them here. */
  finish(file: string | undefined): Promise<void>;
}

/** Serves it and says where, once; null where nobody asked for it. */
export async function openLivePage<Feed extends LiveFeed>(
  isAsked: boolean | undefined,
  makeFeed: () => Feed,
): Promise<LivePage<Feed> | null> {
  if (!isAsked) return null;
  const feed = makeFeed();
  const server: LiveServer = await serveLive(feed, { clock: REAL_CLOCK, say });
  say(`Live: ${server.address}`);
  return {
    feed,
    finish: async (file) => server.finish(file === undefined ? null : await readFile(file, 'utf8')),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
