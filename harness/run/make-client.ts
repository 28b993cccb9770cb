import { messageOf } from '../core/errors.ts';
import { readExport } from '../scenario/read-export.ts';
import { nameOf, type SubjectSpecOf } from '../scenario/subjects.ts';
import type { Client, ClientOptions, ClientSpec, CreateClient } from '../scenario/types.ts';
import { makeTransport } from '../transports/index.ts';
import { ClientUnusable } from './client-unusable.ts';
import { importModule, thrownAt } from './import-module.ts';
import { withinMakeMs } from './within-make.ts';

/**
 * Makes the client under test within `MAKE_MS`; rejects with code CLIENT_UNUSABLE and a message that names the file,
 * the package that is missing, or what was waited for.
 */
export function makeClient(subject: ClientSpec, options: ClientOptions): Promise<Client> {
  const waiting: Waiting = { for: `${nameOf(subject)} had not been loaded` };
  const make = MAKERS[subject.kind] as Make<ClientSpec>;
  return withinMakeMs(make(subject, options, waiting), () => waiting.for);
}

/** What is to settle next, as a sentence that ends in a time. */
interface Waiting {
  for: string;
}

type Make<S extends ClientSpec> = (subject: S, options: ClientOptions, waiting: Waiting) => Promise<Client>;

/** How a client of each kind is made. */
const MAKERS: { [K in ClientSpec['kind']]: Make<SubjectSpecOf<K>> } = {
  transport: createFromTransport,
  module: async ({ file }, options, waiting) => checkedClient(file, await createFrom(file, options, waiting)),
  function: async (subject, options, waiting) =>
    checkedClient(subject.scenarioFile, await createFromScenario(subject, options, waiting)),
  'in-process': async (subject, options, waiting) =>
    checkedClient(nameOf(subject), await create(nameOf(subject), subject.createClient, options, waiting)),
};

async function createFromTransport(
  { transport, options }: SubjectSpecOf<'transport'>,
  destination: ClientOptions,
): Promise<Client> {
  try {
    return await makeTransport(transport, options, destination);
  } catch (error) {
    const missing = /^Cannot find package '([^']+)'/.exec(messageOf(error))?.[1];
    const message = missing
      ? `The transport '${transport}' needs the package '${missing}', which is not installed: npm install --save-dev ${missing}`
      : `The transport '${transport}' could not be made on Node ${process.versions.node}: ${messageOf(error)}`;
    throw new ClientUnusable(message, { cause: error });
  }
}

async function createFrom(file: string, options: ClientOptions, waiting: Waiting): Promise<unknown> {
  const module = await importModule(file);
  if (typeof module.createClient !== 'function') {
    throw new ClientUnusable(`${file} does not export a function 'createClient'`);
  }
  return create(file, module.createClient as CreateClient, options, waiting);
}

async function createFromScenario(
  subject: SubjectSpecOf<'function'>,
  options: ClientOptions,
  waiting: Waiting,
): Promise<unknown> {
  const { scenarioFile, configuration } = subject;
  const scenario = (await readExport(scenarioFile)) as { configurations: Record<string, { client: CreateClient }> };
  const entry = scenario.configurations[configuration];
  if (!entry) throw new ClientUnusable(`${scenarioFile} has no configuration '${configuration}' any more`);
  return create(nameOf(subject), entry.client, options, waiting);
}

async function create(
  where: string,
  createClient: CreateClient,
  options: ClientOptions,
  waiting: Waiting,
): Promise<unknown> {
  waiting.for = `${where} made no client: createClient had not settled`;
  try {
    return await createClient(options);
  } catch (error) {
    const what = `createClient threw ${messageOf(error)}${thrownAt(error)}`;
    throw new ClientUnusable(`${where} could not make a client: ${what}`, { cause: error });
  }
}

function checkedClient(where: string, client: unknown): Client {
  const { request, close } = (client ?? {}) as Partial<Client>;
  const isClosable = close === undefined || typeof close === 'function';
  if (typeof request === 'function' && isClosable) return client as Client;
  throw new ClientUnusable(`createClient of ${where} returned no { request, close }, of which close may be left out`);
}
