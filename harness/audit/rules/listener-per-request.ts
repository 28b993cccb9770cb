import { marked, type Rule } from './rule.ts';

export const listenerPerRequest: Rule = {
  id: 'listener-per-request',
  severity: 'warning',
  title: 'A listener for each request on what outlives it',
  goesWrong: 'Listeners and all that they hold pile up with the requests: memory grows, and Node warns of a leak.',
  mend: 'Take the listener away when the request ends, or add it once, outside of the function that sends.',
  shownBy: 'the pairs growth-listener-per-request and warnings-shared-emitter',
  examples: {
    javascript: {
      bad: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
export const get = (path, done) => {
  const request = http.get({ path, agent }, (answer) => done(answer.resume()));
  request.once('socket', (socket) => socket.on('timeout', () => request.destroy()));
};`,
      ],
      good: [
        `import http from 'node:http';
const agent = new http.Agent({ keepAlive: true, maxSockets: 10, timeout: 4_000 });
export const get = (path, done) => {
  const request = http.get({ path, agent }, (answer) => done(answer.resume()));
  request.once('timeout', () => request.destroy());
};`,
      ],
    },
  },
  judge: marked('listener-per-request'),
};
