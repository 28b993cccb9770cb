import type { Made } from '../../../record/audit.ts';
import type { Code } from '../code.ts';
import { madeOf } from '../made.ts';
import type { Sent } from './calls.ts';
import { hasItsConnection } from './dialer.ts';
import type { Draft } from './makers.ts';

/** How often a transport is made. One that a function makes, uses and forgets is made anew for each of its calls. */
export function madeOfTransport(code: Code, draft: Draft, sent: readonly Sent[]): Made {
  if (hasItsConnection(code, draft.maker)) return { how: 'once' };
  const through = sent.filter(({ drafts }) => drafts.includes(draft)).map(({ call }) => call);
  return madeOf(code, draft.maker, through);
}
