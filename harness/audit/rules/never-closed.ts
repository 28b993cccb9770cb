import { marked, type Rule } from './rule.ts';

export const neverClosed: Rule = {
  id: 'never-closed',
  severity: 'warning',
  title: 'close() leaves connections open',
  goesWrong:
    'Who makes clients and closes them, as a short program or a test does, keeps the connections of each of them.',
  mend: 'Close or destroy the pool there: agent.destroy() (node:http), await pool.close() (undici), CloseIdleConnections (Go).',
  shownBy: 'the pairs close-forgets-sockets and close-global-agent',
  examples: {
    javascript: {
      bad: [
        `import { Pool } from 'undici';
export function makeClient(origin) {
  let pool = new Pool(origin, { connections: 50 });
  return {
    get: async (path) => (await pool.request({ path, method: 'GET' })).body.text(),
    close() {
      pool = undefined;
    },
  };
}`,
      ],
      good: [
        `import { Pool } from 'undici';
export function makeClient(origin) {
  const pool = new Pool(origin, { connections: 50 });
  return { get: async (path) => (await pool.request({ path, method: 'GET' })).body.text(), close: () => pool.close() };
}`,
      ],
    },
  },
  judge: marked('never-closed'),
};
