import { marked, type Rule } from './rule.ts';

export const sharedAbortSignal: Rule = {
  id: 'shared-abort-signal',
  severity: 'warning',
  title: 'Listeners pile up on a signal that requests share',
  goesWrong:
    'A caller that hands one signal to all of its requests keeps a listener of each for as long as the signal lives: memory grows, and Node warns of a leak.',
  mend: 'Take the listener away when the request ends, or combine signals by AbortSignal.any().',
  shownBy: 'the pair warnings-shared-signal',
  examples: {
    javascript: {
      bad: [
        `export async function load(url, { signal } = {}) {
  const own = new AbortController();
  signal?.addEventListener('abort', () => own.abort(signal.reason));
  const response = await fetch(url, { signal: own.signal });
  return response.text();
}`,
      ],
      good: [
        `export async function load(url, { signal } = {}) {
  const own = new AbortController();
  const abort = () => own.abort(signal.reason);
  signal?.addEventListener('abort', abort);
  try {
    const response = await fetch(url, { signal: own.signal });
    return await response.text();
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}`,
      ],
    },
  },
  judge: marked('shared-abort-signal'),
};
