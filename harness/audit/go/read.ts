import type { Facts, Transport } from '../facts/facts.ts';
import type { SourceFile } from '../files/source.ts';
import type { Reader } from '../reader.ts';
import { type Code, makeCode } from './code.ts';
import { dockerClients, globalClients, lostDialers } from './docker/clients.ts';
import { endlessStreams, sharedPools } from './docker/streams.ts';
import { GoFile } from './file.ts';
import { callOf, sentIn } from './net-http/calls.ts';
import { Clients } from './net-http/clients.ts';
import { connectionCloses } from './net-http/connection-close.ts';
import { madeOfTransport } from './net-http/made-by.ts';
import type { Draft } from './net-http/makers.ts';
import { endlessRetries } from './net-http/retries.ts';
import { transportOf } from './net-http/transport-fact.ts';
import { Transports } from './net-http/transports.ts';
import { loadParser } from './parser.ts';

/** Files that make or use clients say so by their imports. */
const WORDS = /"net\/http"|"github\.com\/(?:docker|moby)\/(?:docker|moby)\/client"/;

const CLIENT_WORDS =
  /Transport|\b(?:DefaultClient|NewRequest|NewRequestWithContext|RoundTrip|Response)\b|\.Do\(|\bhttp\.(?:Client|Get|Head|Post|PostForm)\b|[cC]lient\w*\.(?:Get|Head|Post|PostForm)\(|\/client"/;

export const go: Reader = {
  language: 'go',
  extensions: ['.go'],
  words: WORDS,
  async read(sources) {
    const parser = await loadParser();
    const files = sources.filter(isClientCode).map((source) => new GoFile(source, parser));
    return factsOf(makeCode(files, parser));
  },
};

/** A test is no part of the program, and many a server has nothing to do with clients. */
function isClientCode({ name, text }: SourceFile): boolean {
  return !name.endsWith('_test.go') && CLIENT_WORDS.test(text);
}

function factsOf(code: Code): Facts {
  const transports = new Transports(code);
  const clients = new Clients(code, transports);
  const docker = dockerClients(code, clients);
  const sent = code.files.flatMap((file) => [...sentIn(code, file, clients, transports)]);
  const all = transports.global ? [...transports.drafts, transports.global] : transports.drafts;
  const facts = new Map<Draft, Transport>(
    all.map((draft) => [draft, transportOf(code, draft, { clients, made: madeOfTransport(code, draft, sent), sent })]),
  );
  const idOf = (draft: Draft) => facts.get(draft)?.id ?? '';
  return {
    language: 'go',
    transports: [...facts.values()],
    calls: [...sent.map((one) => callOf(code, one, idOf)), ...globalClients(docker, code, idOf)],
    marks: [
      ...connectionCloses(code),
      ...endlessRetries(sent),
      ...lostDialers(code, docker),
      ...endlessStreams(code),
      ...sharedPools(code, docker),
    ],
    skipped: [],
  };
}
