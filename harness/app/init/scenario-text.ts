import type { FoundClient } from './find-client.ts';

/** The file of a first scenario, without its ending. */
export function scenarioName(found: FoundClient | null): string {
  return found === null ? 'first-pool' : `${found.library.name}-pool`;
}

/** A scenario that plays two limits of the client that was found; of one of ours where none was. */
export function scenarioText(found: FoundClient | null, isTypeScript: boolean): string {
  return found === null ? withoutClient() : withClient(found, isTypeScript);
}

function withClient({ library, at }: FoundClient, isTypeScript: boolean): string {
  const where = at === null ? 'package.json' : `${at.file}, line ${at.line}`;
  const given = `({ ${library.make.includes('socketPath') ? 'socketPath' : 'origin'}, connections })`;
  const make = isTypeScript
    ? `const createClient: CreateClient = ${given} => {`
    : `/** @type {import('poolproof').CreateClient} */\nconst createClient = ${given} => {`;
  return `${library.imports.join('\n')}
import { ${isTypeScript ? 'type CreateClient, ' : ''}defineScenario } from 'poolproof';

// ${library.name} was found in ${where}. Make your client here as your code does;
// \`request\` sends GETs, until you pass on the method, the headers and the body that it is given, too.
${make}
${library.make}
};

export default defineScenario({
  name: '${library.name}-pool',
  about: 'Pools of 10 and of 20 connections, 50 requests at a time.',
  tags: ['default', 'nightly'],
  target: ${library.target},
  load: { concurrency: 50, duration: '2s' },
  configurations: {
    'limit-10': { client: createClient, connections: 10 },
    'limit-20': { client: createClient, connections: 20 },
  },
});
`;
}

function withoutClient(): string {
  return `import { defineScenario, httpAgent } from 'poolproof';

// No client that is known was found. Put yours in place of Node's own Agent: a module that exports createClient, as
// { client: './my-client.mjs', connections: 10 }, or a program, with command({ ... }).
export default defineScenario({
  name: 'first-pool',
  about: 'Pools of 10 and of 20 connections, 50 requests at a time.',
  tags: ['default', 'nightly'],
  target: { kind: 'http', behaviour: { delayMs: 5 } },
  load: { concurrency: 50, duration: '2s' },
  configurations: {
    'limit-10': httpAgent({ maxSockets: 10 }),
    'limit-20': httpAgent({ maxSockets: 20 }),
  },
});
`;
}
