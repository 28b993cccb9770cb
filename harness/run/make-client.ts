import { pathToFileURL } from 'node:url';
import { messageOf } from '../core/errors.ts';
import { readExport } from '../scenario/read-export.ts';
import type { Client, ClientOptions, CreateClient, Subject } from '../scenario/types.ts';
import { makeTransport } from '../transports/index.ts';
import { ClientUnusable } from './client-unusable.ts';

/** Makes the client under test; rejects with code CLIENT_UNUSABLE and a message that names the file, or the package that is missing. */
export async function makeClient(subject: Subject, options: ClientOptions): Promise<Client> {
  switch (subject.kind) {
    case 'transport':
      return createFromTransport(subject, options);
    case 'module':
      return checkedClient(subject.file, await createFrom(subject.file, options));
    case 'function':
      return checkedClient(subject.scenarioFile, await createFromScenario(subject, options));
  }
}

async function createFromTransport(
  { transport, options }: Extract<Subject, { kind: 'transport' }>,
  destination: ClientOptions,
): Promise<Client> {
  try {
    return await makeTransport(transport, options, destination);
  } catch (error) {
    const missing = /^Cannot find package '([^']+)'/.exec(messageOf(error))?.[1];
    const message = missing
      ? `The transport '${transport}' needs the package '${missing}', which is not installed: npm install --include=dev ${missing}`
      : `The transport '${transport}' could not be made on Node ${process.versions.node}: ${messageOf(error)}`;
    throw new ClientUnusable(message, { cause: error });
  }
}

async function createFrom(file: string, options: ClientOptions): Promise<unknown> {
  const module = await importModule(file);
  if (typeof module.createClient !== 'function') {
    throw new ClientUnusable(`${file} does not export a function 'createClient'`);
  }
  return create(file, module.createClient as CreateClient, options);
}

async function createFromScenario(
  { scenarioFile, configuration }: Extract<Subject, { kind: 'function' }>,
  options: ClientOptions,
): Promise<unknown> {
  const scenario = (await readExport(scenarioFile)) as { configurations: Record<string, { client: CreateClient }> };
  const entry = scenario.configurations[configuration];
  if (!entry) throw new ClientUnusable(`${scenarioFile} has no configuration '${configuration}' any more`);
  return create(`${scenarioFile}, configuration '${configuration}',`, entry.client, options);
}

async function importModule(file: string): Promise<Record<string, unknown>> {
  try {
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    throw new ClientUnusable(`${file} could not be loaded: ${messageOf(error)}`, { cause: error });
  }
}

async function create(where: string, createClient: CreateClient, options: ClientOptions): Promise<unknown> {
  try {
    return await createClient(options);
  } catch (error) {
    throw new ClientUnusable(`${where} could not make a client: createClient threw ${messageOf(error)}`, {
      cause: error,
    });
  }
}

function checkedClient(where: string, client: unknown): Client {
  const { request, close } = (client ?? {}) as Partial<Client>;
  if (typeof request === 'function' && typeof close === 'function') return client as Client;
  throw new ClientUnusable(`createClient of ${where} returned no { request, close }`);
}
