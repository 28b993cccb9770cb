import { WATCH_CONNECTIONS } from '../../core/bounds/watch-connections.ts';
import { formatCount, formatDurationMs, formatShare } from '../../core/units.ts';
import type { MeasuredWatch } from '../../record/watch.ts';
import { floorsOf, judgeRise } from '../../stats/rising-floor.ts';
import { verdict } from '../check.ts';
import { isOwn, lastOf, lineOf, mostOf, processesOf } from './lines.ts';
import type { WatchCheck } from './watch-check.ts';

const BOUNDS = WATCH_CONNECTIONS;

/**
 * Do the ports for outgoing connections run out? Every connection to the same place holds one, and those in TIME_WAIT
 * hold theirs for a minute more: their number is at its height after a minute, however long it goes on.
 */
export const ports: WatchCheck = (measured) => {
  const line = lineOf(measured, 'portsUsed');
  const { ports: range, target } = measured;
  if (target.socket === 'unix') return verdict('ports', 'skipped', 'A Unix socket has no ports.');
  if (range === null || !line) return verdict('ports', 'skipped', 'It is not known how many ports there are.');
  const size = range.high - range.low + 1;
  const used = mostOf(line);
  const leftMs = timeLeft(measured, size);
  const details = { used, size, share: used / size, leftMs, inTimeWaitAtThisRate: pileAtThisRate(measured) };
  const taken = `${formatCount(used, 'port')} of ${size.toLocaleString('en')} for connections to this address, ${shareText(details.share)}, ${used === 1 ? 'was' : 'were'} taken at once`;
  if (details.share >= BOUNDS.portsShare.is) {
    const others = takenByOthers(measured, used);
    if ((used - others) / size >= BOUNDS.portsShare.is) return verdict('ports', 'fail', `${taken}.`, details);
    const whose = `${formatCount(others, 'of them is', 'of them are')} other processes'`;
    return verdict('ports', 'inconclusive', `${taken}; ${whose}: they run out, and it is not known by whom.`, details);
  }
  if (details.inTimeWaitAtThisRate >= size) {
    const pile = details.inTimeWaitAtThisRate.toLocaleString('en', { maximumSignificantDigits: 2 });
    return verdict(
      'ports',
      'fail',
      `${taken}; at this rate ${pile} will be in TIME_WAIT, more than there are.`,
      details,
    );
  }
  if (leftMs === null) return verdict('ports', 'pass', `${taken}.`, details);
  const status = leftMs < BOUNDS.portsLeftMs.is ? 'fail' : 'pass';
  return verdict('ports', status, `${taken}; at this rate they last for another ${longText(leftMs)}.`, details);
};

const HOUR_MS = 3_600_000;

function longText(ms: number): string {
  return ms < 2 * HOUR_MS ? formatDurationMs(ms) : `${Math.floor(ms / HOUR_MS).toLocaleString('en')} hours`;
}

function shareText(share: number): string {
  return share > 0 && share < 0.001 ? 'less than 0.1 %' : formatShare(share);
}

/** At least; what is in TIME_WAIT belongs to nobody. */
function takenByOthers(measured: MeasuredWatch, used: number): number {
  if (!isOwn(measured)) return 0;
  return Math.max(0, used - mostOf(lineOf(measured, 'held')) - mostOf(lineOf(measured, 'state.time-wait')));
}

/**
 * Null: those that are held do not become more, or not by as many as are left. TIME_WAIT is left out: it comes to its
 * height and stays there.
 */
function timeLeft(measured: MeasuredWatch, size: number): number | null {
  const held = lineOf(measured, 'held');
  const floors = held && floorsOf(held, measured.durationMs);
  if (!floors) return null;
  const { isRising, slopePerWindow } = judgeRise(floors);
  if (!isRising) return null;
  const left = size - lastOf(lineOf(measured, 'portsUsed'));
  const { limit } = measured.asked;
  if (limit !== null && limit * processesOf(measured) - lastOf(held) < left) return null;
  const perMs = slopePerWindow / (measured.durationMs / floors.length);
  return left / perMs;
}

/** How many there will be after a minute of it. */
function pileAtThisRate(measured: MeasuredWatch): number {
  const { durationMs, ports: range } = measured;
  const timeWait = lineOf(measured, 'state.time-wait');
  const tells = durationMs >= BOUNDS.minRateMs.is && durationMs < BOUNDS.timeWaitMs.is;
  if (!timeWait || !tells || range?.reusesTimeWait) return 0;
  const grown = lastOf(timeWait) - (timeWait.v[0] ?? 0);
  return Math.max(0, (grown / durationMs) * BOUNDS.timeWaitMs.is);
}
