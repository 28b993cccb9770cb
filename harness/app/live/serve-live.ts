import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import { messageOf } from '../../core/errors.ts';
import type { LiveFeed } from '../../report/live/board.ts';
import { AROUND_A_REPORT, renderLivePage } from '../../report/live/render.ts';
import { LiveStory } from '../../report/live/story.ts';
import { admit } from './admit.ts';
import { lastSeenBy, refuse, sendPage } from './answers.ts';
import { Readers } from './readers.ts';

const EVERY_MS = 1_000;
/** An open page may take so long to load the finished one; a healthy one takes a tenth of it. */
const GRACE_MS = 2_000;
/** Each open page is a reader. */
const MOST_READERS = 16;
const MOST_CONNECTIONS = 64;

/** A page that shows what goes on while it goes on; disposed of, neither port nor socket is left. */
export interface LiveServer extends AsyncDisposable {
  /** Where the page is, for one who is on this machine. */
  address: string;
  /** It is over: open pages become this one, or say so where there is none. Returns at once. */
  finish(page: string | null): void;
}

interface LiveOptions {
  clock: Clock;
  /** A line for people, where the page comes to its end before what it shows does. */
  say(text: string): void;
}

/** Serves what `feed` shows on a free port of the loopback, under a path that nobody can guess, second by second. */
export async function serveLive(feed: LiveFeed, { clock, say }: LiveOptions): Promise<LiveServer> {
  const path = `/${randomBytes(24).toString('base64url')}/`;
  const livePage = renderLivePage();
  const [story, readers] = [new LiveStory(), new Readers(clock)];
  const loading = Promise.withResolvers<void>();
  let end: { page: string | null; toLoad: number } | null = null;
  let cancelTurn = () => {};

  const turn = async () => {
    try {
      const board = await feed.board();
      if (end) return;
      readers.send(story.tell(board));
      cancelTurn = clock.after(EVERY_MS, turn);
    } catch (error) {
      say(`The live page ends here: ${messageOf(error)}`);
      finish(null);
    }
  };
  const finish = (page: string | null) => {
    if (end) return;
    end = { page, toLoad: Math.max(readers.count, readers.mayComeBack ? 1 : 0) };
    cancelTurn();
    readers.end(endOf(page));
  };
  const answerPage = (response: ServerResponse) => {
    if (!end?.page) return sendPage(response, livePage);
    sendPage(response, { markup: end.page, policy: AROUND_A_REPORT });
    end.toLoad -= 1;
    if (end.toLoad <= 0) response.once('close', loading.resolve);
  };
  const answerEvents = (request: IncomingMessage, response: ServerResponse) => {
    if (readers.count >= MOST_READERS) return refuse(response, 503);
    readers.join(response, end ? [] : story.since(lastSeenBy(request)));
    if (end) readers.end(endOf(end.page));
  };

  const server = createServer((request, response) => {
    const admitted = admit(request, { port: portOf(server), path });
    if (admitted === 'page') answerPage(response);
    else if (admitted === 'events') answerEvents(request, response);
    else refuse(response, admitted.refusedWith);
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  void turn();
  return {
    address: `http://127.0.0.1:${portOf(server)}${path}`,
    finish,
    async [Symbol.asyncDispose]() {
      finish(null);
      if (end?.page && end.toLoad > 0) {
        const cancelGrace = clock.after(GRACE_MS, loading.resolve);
        await loading.promise;
        cancelGrace();
      }
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function endOf(page: string | null) {
  return { kind: 'end', data: { hasPage: page !== null } };
}

function portOf(server: { address(): unknown }): number {
  return (server.address() as AddressInfo).port;
}
