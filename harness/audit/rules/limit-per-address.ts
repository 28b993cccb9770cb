import { marked, type Rule } from './rule.ts';

export const limitPerAddress: Rule = {
  id: 'limit-per-address',
  severity: 'warning',
  title: 'The limit holds for each address of a host',
  goesWrong: 'A host with several addresses, or localhost with ::1 and 127.0.0.1, sees the limit times their number.',
  mend: 'Leave the dns interceptor out, or divide the limit by the number of addresses.',
  shownBy: 'the pair limit-pool-per-address',
  examples: {
    javascript: {
      bad: [
        `import { Agent, interceptors } from 'undici';
export const agent = new Agent({ connections: 50 }).compose(interceptors.dns());`,
      ],
      good: [
        `import { Agent, interceptors } from 'undici';
export const agent = new Agent({ connections: 50 }).compose(interceptors.retry({ maxRetries: 3 }));`,
      ],
    },
  },
  judge: marked('limit-per-address'),
};
