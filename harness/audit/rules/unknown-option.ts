import type { Place } from '../../record/audit.ts';
import type { Rule } from './rule.ts';

export const unknownOption: Rule = {
  id: 'unknown-option',
  severity: 'error',
  title: 'An option that the library does not know',
  goesWrong:
    'The library ignores the option without a word, so that what it was meant to limit or to time is not limited or timed.',
  mend: 'Write it by the name that this library has for it.',
  shownBy: 'the check `config`, and `limit` under load: npm run scenario -- enforce-limit',
  examples: {
    javascript: {
      bad: [
        `import { Agent } from 'undici';
export const agent = new Agent({ connections: 50, maxFreeSockets: 10 });`,
        `import http from 'node:http';
export const agent = new http.Agent({ keepAlive: true, maxSockets: 50, maxFreeSocket: 10, timeout: 4_000 });`,
      ],
      good: [
        `import https from 'node:https';
export const agent = new https.Agent({ keepAlive: true, maxSockets: 50, timeout: 4_000, rejectUnauthorized: true, ca: 'PEM' });`,
        `import http from 'node:http';
import { Agent } from 'undici';
const limits = { maxSockets: 50, connections: 50 };
export const agent = new http.Agent({ ...limits, keepAlive: true, timeout: 4_000 });
export const dispatcher = new Agent(limits);`,
      ],
    },
  },
  judge: ({ transports }) => {
    // One object may be given to the pools of two libraries: what one of them ignores is meant for the other.
    const known = new Set(
      transports.flatMap(({ options }) => options.filter(({ instead }) => instead === null).map(({ at }) => keyOf(at))),
    );
    return transports.flatMap(({ id, constructedBy, options }) =>
      options.flatMap(({ name, at, instead }) =>
        instead === null || known.has(keyOf(at)) || options.some((other) => other.name === instead)
          ? []
          : [
              {
                at,
                transport: id,
                message: `${constructedBy} does not know the option '${name}' and ignores it.`,
                advice: `Here it is ${instead}.`,
              },
            ],
      ),
    );
  },
};

function keyOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}
