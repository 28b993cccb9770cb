import { marked, type Rule } from './rule.ts';

export const streamsSharePool: Rule = {
  id: 'streams-share-pool',
  severity: 'warning',
  title: 'One pool for streams and for short calls',
  goesWrong:
    'A stream keeps its connection as long as it lasts: with as many streams as the limit allows, no short call is ever answered.',
  mend: 'Give streams a pool of their own.',
  shownBy: 'the pair stall-streams-hold-slots',
  examples: {
    javascript: {
      bad: [
        `import { Pool } from 'undici';
const short = new Pool('http://127.0.0.1', { connections: 4 });
const long = short;
export async function ask(path) {
  const isStream = path.startsWith('/stream');
  const { body } = await (isStream ? long : short).request({ path, method: 'GET' });
  return body;
}`,
      ],
      good: [
        `import { Pool } from 'undici';
const short = new Pool('http://127.0.0.1', { connections: 4 });
const long = new Pool('http://127.0.0.1', { connections: 64 });
export async function ask(path) {
  const isStream = path.startsWith('/stream');
  const { body } = await (isStream ? long : short).request({ path, method: 'GET' });
  return body;
}`,
      ],
    },
  },
  judge: marked('streams-share-pool'),
};
