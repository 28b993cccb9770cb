import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { Closure } from '../../record/evidence/ledger.ts';
import type { Account } from './account.ts';
import { ageText } from './lifetime.ts';
import { costOf } from './rotation.ts';
import type { Spares } from './spares.ts';

// The sentences of `reuse`.

const REASONS: Record<Closure['reason'], string> = {
  fin: 'with a FIN',
  reset: 'with a reset',
  idle: 'for being idle',
  timeout: 'for a request that did not come',
  rotation: 'after their last request',
  refused: 'on accept',
  announced: 'as it announced',
  head: 'as it announced with a HEAD request',
  shutdown: 'with itself',
  fault: 'by a fault',
};

export function figures(seen: Account): string {
  const { opened, requests, ratio, ideal, retirements, rotation, aged } = seen;
  const forced =
    retirements > 0 ? `, and ${retirements.toLocaleString('en')} had to be replaced${whyForced(seen)}` : '';
  const retired = rotation ? `; ${costOf(rotation, rotation.retired)}` : '';
  const old = aged ? `; ${ageText(aged)}` : '';
  return `${formatCount(opened, 'connection')} for ${formatCount(requests, 'request')} (${formatShare(ratio)} reused); ${ideal.toLocaleString('en')} would have done${forced}${retired}${old}`;
}

/** The reasons that no other check tells of. */
function whyForced({ shortHintMs, heads }: Account): string {
  const afterHeads = heads > 0 ? `, ${heads.toLocaleString('en')} of them by the client after a HEAD request` : '';
  if (shortHintMs === null) return afterHeads;
  return `${afterHeads}, as the server announces to close them after ${formatDurationMs(shortHintMs)}, before which clients close them`;
}

/** Why it is no fault that there were more. */
export function whyMore({ excess, dropped, idleLimit }: Account): string {
  if (excess === 0) return '';
  const byLimit = Math.min(excess, dropped);
  const late = excess - byLimit;
  const parts = [
    byLimit > 0 ? `${byLimit} were opened anew after a rest, in which the pool keeps ${idleLimit}` : '',
    late > 0 ? `${late.toLocaleString('en')} more are what sockets that come back late cost` : '',
  ];
  return `; ${parts.filter((part) => part !== '').join(', ')}`;
}

export function tooMany(seen: Account): string {
  const [most] = seen.closures;
  const busy = most && most.active > 0 ? `, ${most.active.toLocaleString('en')} of them with a request in flight` : '';
  const why = most
    ? ` Most that ended (${most.count.toLocaleString('en')} of ${seen.closed.toLocaleString('en')}) were closed by the ${most.by} ${REASONS[most.reason]}${busy}.`
    : ' None of them was closed.';
  return `${figures(seen)}: ${seen.excess.toLocaleString('en')} too many.${why}`;
}

export function droppedAtRest(seen: Account): string {
  return `${figures(seen)}: ${seen.excess.toLocaleString('en')} more. The pool keeps ${seen.idleLimit} idle and closes what rests beyond them, which may be all of these: an idle limit as high as the limit costs no connects.`;
}

export function tooManySpares({ neverUsed, opened, explained }: Spares): string {
  return `${neverUsed.toLocaleString('en')} of ${formatCount(opened, 'connection')} never carried a request, where ${explained.toLocaleString('en')} may have been opened for one that was served or called off meanwhile.`;
}

export function tooFew({ requests, ideal }: Account): string {
  return `${formatCount(requests, 'request')} are too few to use ${formatCount(ideal, 'connection')} twice.`;
}
