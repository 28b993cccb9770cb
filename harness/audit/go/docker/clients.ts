import type { Call, Mark } from '../../facts/facts.ts';
import type { Code } from '../code.ts';
import type { Clients } from '../net-http/clients.ts';
import type { Draft } from '../net-http/makers.ts';
import { placeOf } from '../place.ts';
import type { Syntax } from '../syntax.ts';
import { DOCKER, mayBeOnTcp, mayDial, optionOf } from './options.ts';
import { mayBeSetUp } from './set-up.ts';

/** A Docker client that code makes, and what it gives it to send by. */
export interface DockerClient {
  call: Syntax;
  /** The argument of WithHTTPClient. */
  given: Syntax;
  drafts: Draft[];
  complete: boolean;
  /** Whether a transport of its own dials the daemon's socket after all. */
  dials: boolean;
}

/** The Docker clients that are given an http.Client of the program's. */
export function dockerClients(code: Code, clients: Clients): DockerClient[] {
  return code.files
    .flatMap((file) => file.mentions('NewClientWithOpts'))
    .flatMap((mention) => {
      const call = mention.parent?.parent;
      if (!call || code.types.qualified(call.child('function')) !== `${DOCKER}.NewClientWithOpts`) return [];
      return readClient(code, call, clients);
    });
}

function readClient(code: Code, call: Syntax, clients: Clients): DockerClient[] {
  const options = call.child('arguments')?.children ?? [];
  const position = options.findIndex((option) => optionOf(code, option) === 'WithHTTPClient');
  const given = options[position]?.child('arguments')?.children[0];
  if (!given) return [];
  const { clients: known, complete } = clients.of(given);
  return [
    {
      call,
      given,
      drafts: known.flatMap(({ drafts }) => drafts),
      complete: complete && known.every((client) => client.complete),
      dials:
        options.slice(position + 1).some((option) => mayDial(code, option)) ||
        options.slice(0, position).some((option) => mayBeOnTcp(code, option)),
    },
  ];
}

/** Where a plain transport takes the place of the one that knew the daemon's socket. */
export function lostDialers(code: Code, found: readonly DockerClient[]): Mark[] {
  return found
    .filter(({ complete, dials }) => complete && !dials)
    .filter(({ drafts }) => drafts.length > 0 && drafts.every((draft) => isPlain(code, draft)))
    .map(({ given }) => ({
      rule: 'unix-dialer-lost',
      at: placeOf(given),
      message: 'The Docker client is given a Transport that dials TCP only.',
    }));
}

/** The clients of a socket that go through what all others use. */
export function globalClients(found: readonly DockerClient[], code: Code, idOf: (draft: Draft) => string): Call[] {
  return found
    .filter(
      ({ drafts, given }) =>
        drafts.some((draft) => draft.constructedBy === 'http.DefaultTransport') || isDefault(code, given),
    )
    .map(({ call, drafts, given }) => ({
      language: 'go',
      library: 'docker',
      calls: call.child('function')?.text ?? '',
      at: placeOf(given),
      through: drafts.map(idOf),
      socket: 'unix',
      body: { how: 'unknown' },
      timeout: 'unknown',
      connectionClose: null,
    }));
}

function isDefault({ types }: Code, given: Syntax): boolean {
  return types.qualified(given) === 'net/http.DefaultClient';
}

function isPlain(code: Code, { maker, socket, constructedBy }: Draft): boolean {
  return socket === 'tcp' && constructedBy !== 'http.DefaultTransport' && !mayBeSetUp(code, maker);
}
