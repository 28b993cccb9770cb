import { LIMIT } from '../../core/bounds/limit.ts';
import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { Series } from '../../record/schema.ts';
import { verdict } from '../check.ts';
import { isOwn, lineOf, mostOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

/**
 * Does one process have more connections established than the limit? Looks are far apart: what counts are connections
 * that were there at two looks in a row, so that they lasted for the time between them, and how often it was seen.
 */
export const limit: WatchCheck = (measured) => {
  const { limit: allowed } = measured.asked;
  if (allowed === null) return verdict('limit', 'skipped', 'No limit was given: --limit N.');
  const [established, lasting] = [lineOf(measured, 'mostEstablished'), lineOf(measured, 'mostLasting')];
  if (!established || !lasting) return verdict('limit', 'inconclusive', 'The kernel shows no table of connections.');
  const seen = {
    limit: allowed,
    most: mostOf(established),
    mostLasting: mostOf(lasting),
    overMs: longestOver(lasting, allowed, measured.durationMs),
    overShare: shareOver(established, allowed + 1),
  };
  const one = isOwn(measured) ? 'one process' : 'all clients together';
  if (seen.most === 0) {
    return verdict('limit', 'inconclusive', 'No connection was met established, so the limit was not tried.', seen);
  }
  const isBroken =
    seen.mostLasting > allowed || (seen.overShare >= LIMIT.overshootShare.is && established.v.length >= FEW_LOOKS);
  if (!isBroken)
    return verdict(
      'limit',
      'pass',
      `At most ${seen.most} of ${one} were established at once${moment(seen)}; the limit is ${allowed}.`,
      seen,
    );
  const summary = `${formatCount(seen.most, 'connection')} of ${one} were established at once, where the limit is ${allowed}; ${lastsText(seen)}.`;
  return verdict('limit', isOwn(measured) ? 'fail' : 'inconclusive', summary, seen);
};

/** A share of fewer says nothing. */
const FEW_LOOKS = 10;

interface Seen {
  limit: number;
  most: number;
  overMs: number;
  overShare: number;
}

function lastsText({ limit: allowed, overMs, overShare }: Seen): string {
  if (overMs > 0) return `more than ${allowed} of the same ones for ${formatDurationMs(overMs)} or longer`;
  return `more than ${allowed + 1} at ${formatShare(overShare)} of the looks`;
}

function moment({ limit: allowed, most }: Seen): string {
  return most > allowed ? ' for a moment' : '';
}

/** How long more than `allowed` of the same connections were there for sure: each look tells of the time before it. */
function longestOver({ t, v }: Series, allowed: number, toMs: number): number {
  let [longestMs, runMs] = [0, 0];
  for (const [index, value] of v.entries()) {
    const sinceMs = (t[index] ?? toMs) - (t[index - 1] ?? 0);
    runMs = value > allowed ? runMs + sinceMs : 0;
    longestMs = Math.max(longestMs, runMs);
  }
  return longestMs;
}

function shareOver({ v }: Series, allowed: number): number {
  return v.filter((value) => value > allowed).length / v.length;
}
