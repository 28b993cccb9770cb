import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { eventually } from '../../../core/testing/patience.ts';

interface ReadEvent {
  id: number | null;
  kind: string;
  data: Record<string, unknown>;
}

/** Reads a live page's events as a browser does. */
export async function readEvents(address: string, headers: Record<string, string> = {}) {
  const request = get(`${address}events`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let [text, hasEnded] = ['', false];
  response.setEncoding('utf8').on('data', (more) => {
    text += more;
  });
  // Which of them comes says how it ended, and that matters to nobody here.
  for (const end of ['end', 'error', 'close']) response.on(end, () => (hasEnded = true));
  const events = () =>
    text
      .split('\n\n')
      .slice(0, -1)
      .flatMap((block) => eventOf(block) ?? []);
  return {
    response,
    events,
    /** The events, once there are this many. */
    upTo: (count: number) => eventually(events, (all) => all.length >= count),
    ended: () => eventually(() => hasEnded, Boolean),
    [Symbol.dispose]: () => request.destroy(),
  };
}

function eventOf(block: string): ReadEvent | null {
  const [, kind] = /^event: (.*)$/m.exec(block) ?? [];
  const [, data] = /^data: (.*)$/m.exec(block) ?? [];
  if (kind === undefined || data === undefined) return null;
  const [, id] = /^id: (.*)$/m.exec(block) ?? [];
  return { id: id === undefined ? null : Number(id), kind, data: JSON.parse(data) };
}
