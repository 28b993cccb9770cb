import type { Made, Setting } from '../../../record/audit.ts';
import type { Transport } from '../../facts/facts.ts';
import { known } from '../../facts/settings.ts';
import type { Code } from '../code.ts';
import { placeOf } from '../place.ts';
import { keyedElements } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import type { Sent } from './calls.ts';
import type { Clients } from './clients.ts';
import { isClosedAfter } from './connection-close.ts';
import type { Draft } from './makers.ts';
import { saysSame } from './setting.ts';

/** What the rules are told of a transport. */
export function transportOf(
  code: Code,
  draft: Draft,
  { clients, made, sent }: { clients: Clients; made: Made; sent: readonly Sent[] },
): Transport {
  const at = placeOf(draft.maker);
  const isGlobal = draft.constructedBy === 'http.DefaultTransport';
  const overallTimeoutMs = timeoutOf(draft, clients);
  return {
    id: isGlobal ? 'http.DefaultTransport' : `${at.file}:${at.line}:${at.column}`,
    language: 'go',
    library: 'net/http',
    constructedBy: draft.constructedBy,
    at,
    name: isGlobal ? null : nameOf(draft.maker),
    settings: { ...draft.settings, ...(overallTimeoutMs && { overallTimeoutMs }) },
    // The compiler knows the options.
    options: keyedElements(draft.maker).map(({ key }) => ({ name: key.text, at: placeOf(key), instead: null })),
    made: isGlobal ? { how: 'once' } : made,
    socket: draft.socket,
    isGlobal,
    closed: isClosed(code, draft) || keepsNone(code, draft, sent) ? 'yes' : 'unknown',
    replacedAt: null,
    marks: [],
  };
}

/** The time-out of the clients that go through it, where they agree. */
function timeoutOf(draft: Draft, clients: Clients): Setting<number> | undefined {
  const timeouts = clients.all.filter(({ drafts }) => drafts.includes(draft)).map(({ timeoutMs }) => timeoutMs);
  const [first] = timeouts;
  return timeouts.every((one) => saysSame(one, first)) ? first : undefined;
}

/** The variable, or the field, that a transport is kept in. */
function nameOf(maker: Syntax): string | null {
  if (maker.is('identifier')) return maker.text;
  const holder = maker.enclosing('short_var_declaration', 'assignment_statement', 'var_spec', 'keyed_element', 'block');
  if (!holder || holder.is('block')) return null;
  if (holder.is('keyed_element')) return holder.child('key')?.text ?? null;
  return (holder.child('left')?.children[0] ?? holder.child('name'))?.text ?? null;
}

/** Whether each connection is closed behind its request, so that none is left when the transport is forgotten. */
function keepsNone(code: Code, draft: Draft, sent: readonly Sent[]): boolean {
  const own = sent.filter(({ drafts }) => drafts.includes(draft));
  return (
    known(draft.settings.keepAlive) === false || (own.length > 0 && own.every(({ call }) => isClosedAfter(code, call)))
  );
}

function isClosed(code: Code, { maker }: Draft): boolean {
  return maker.file.mentions('CloseIdleConnections').some((mention) => {
    const closed = mention.parent?.child('operand');
    return code.origins.of(closed).makers.some((one) => one === maker || one.contains(maker));
  });
}
