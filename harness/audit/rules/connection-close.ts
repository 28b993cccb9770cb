import { marked, type Rule } from './rule.ts';

export const connectionClose: Rule = {
  id: 'connection-close',
  severity: 'warning',
  title: 'Connection: close',
  goesWrong:
    'Every request pays for a connect, whatever the pool is told, and each closed connection keeps a port in TIME_WAIT for a minute.',
  mend: 'Leave the header out: the pool closes what it does not need.',
  shownBy: 'the pair reuse-connection-close',
  examples: {
    javascript: {
      bad: [
        `import { request } from 'undici';
export const get = async (url) => (await request(url, { headers: { Connection: 'close' } })).body.text();`,
      ],
      good: [
        `import { request } from 'undici';
export const get = async (url) => (await request(url, { headers: { Accept: 'text/plain' } })).body.text();`,
      ],
    },
  },
  judge: (facts) => [
    ...marked('connection-close')(facts),
    ...facts.calls.flatMap(({ connectionClose: at, calls: name }) =>
      at === null ? [] : [{ at, message: `${name} asks the server to close the connection after its answer.` }],
    ),
  ],
};
