import { marked, type Rule } from './rule.ts';

export const streamNeverEnded: Rule = {
  id: 'stream-never-ended',
  severity: 'warning',
  title: 'A followed stream that nobody can end',
  goesWrong:
    'Each of them holds a connection until the server ends it: with a limit they starve the short calls, without one they pile up.',
  mend: 'Keep what follows and end it when it is not needed: a signal, or destroy() on the stream.',
  shownBy: 'the pair drain-forgotten-poll; the check `drain`',
  examples: {
    javascript: {
      bad: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
const get = (path) =>
  new Promise((resolve) => http.get({ path, agent }, (answer) => resolve(answer.resume())));
export const start = () => {
  get('/stream/changes').catch(() => {});
};`,
      ],
      good: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
const get = (path, signal) =>
  new Promise((resolve) => http.get({ path, agent, signal }, (answer) => resolve(answer.resume())));
export const start = (signal) => {
  get('/stream/changes', signal).catch(() => {});
};`,
      ],
    },
  },
  judge: marked('stream-never-ended'),
};
