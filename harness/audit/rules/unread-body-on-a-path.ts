import type { Rule } from './rule.ts';

export const unreadBodyOnAPath: Rule = {
  id: 'unread-body-on-a-path',
  severity: 'warning',
  title: 'The body of the answer is not read on one way out',
  goesWrong:
    'On that way the connection is not free for the next request: after as many such answers as the limit allows, everything waits.',
  mend: 'Read the body or throw it away before the function is left: response.resume() (node:http), await body.dump() (undici), await response.body?.cancel() (fetch), defer resp.Body.Close() (Go).',
  shownBy: 'the pair witnesses-unread-answer-on-error',
  examples: {
    javascript: {
      bad: [
        `export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error('status ' + response.status);
  return response.json();
}`,
      ],
      good: [
        `export async function load(url) {
  const response = await fetch(url);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error('status ' + response.status);
  }
  return response.json();
}`,
        `export async function load(url) {
  const response = await fetch(url);
  if (response.status === 204) return null;
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}`,
      ],
    },
  },
  judge: ({ calls }) =>
    calls.flatMap(({ calls: name, body }) =>
      body.how === 'unread on a path' ? [{ at: body.at, message: `Here the answer to ${name} is left unread.` }] : [],
    ),
};
