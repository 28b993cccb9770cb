import type { Rule } from './rule.ts';

export const poolReplaced: Rule = {
  id: 'pool-replaced',
  severity: 'warning',
  title: 'A new pool takes the place of one that has connections',
  goesWrong:
    'The old pool keeps its connections, idle or busy, while the new one opens as many again: together they exceed the limit.',
  mend: 'Keep the pool: it replaces broken connections by itself. Else close the old one before the new one sends.',
  shownBy: 'the pairs reuse-fresh-pool-after-error and reuse-begins-anew-after-rest',
  examples: {
    javascript: {
      bad: [
        `import { Agent, request } from 'undici';
let dispatcher = new Agent({ connections: 50 });
export async function get(url) {
  const { statusCode, body } = await request(url, { dispatcher });
  if (statusCode >= 500) dispatcher = new Agent({ connections: 50 });
  return body.text();
}`,
      ],
      good: [
        `import { Agent, request } from 'undici';
const dispatcher = new Agent({ connections: 50 });
export const get = async (url) => (await request(url, { dispatcher })).body.text();`,
      ],
    },
  },
  judge: ({ transports }) =>
    transports.flatMap(({ id, constructedBy, replacedAt }) =>
      replacedAt === null
        ? []
        : [
            {
              at: replacedAt,
              transport: id,
              message: `A new ${constructedBy} takes the place of one that may have connections.`,
            },
          ],
    ),
};
