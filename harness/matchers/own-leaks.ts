import { formatCount, formatDurationMs } from '../core/units.ts';
import { lookUntil } from '../core/wait.ts';
import { tallyOf } from '../recorders/inside.ts';
import type { Allowance } from '../scenario/types.ts';
import { followSockets } from './sockets.ts';

/** undici's own timers take up to a second; a client that needs two to let go has not been closed. */
const WAIT_MS = 2_000;

export interface LeakOptions {
  /**
   * How long what is left may take to go, in milliseconds; default 2,000, in Vitest 200 at least. It is looked for at
   * growing intervals.
   */
  waitMs?: number;
  /** Leftovers that are known and meant, each with its reason. */
  allow?: readonly (Allowance & { kind: LeakKind })[];
}

export type LeakKind = 'connections' | 'servers' | 'timers' | 'listeners';

export interface OwnProcess {
  /** Resolves when nothing is left beyond the baseline; rejects with what is, after a bounded wait. */
  verify(): Promise<void>;
}

/** What there is of one kind, each with a name for sentences. */
type Looks = Record<LeakKind, Record<string, number>>;

const ONE_OF: Record<LeakKind, string> = {
  connections: 'connection',
  servers: 'server that listens',
  timers: 'timer',
  listeners: 'listener on the process',
};
const SERVERS = ['TCPServerWrap', 'PipeServerWrap', 'UDPWrap'];
const TIMERS = ['Timeout'];

/**
 * The baseline of this very process: what is opened from here on must be gone when it is verified. goleak's idea: look
 * again, ever later, before anybody is accused.
 */
export function watchOwnProcess({ waitMs = WAIT_MS, allow = [] }: LeakOptions = {}): OwnProcess {
  const sockets = followSockets();
  const look = (): Looks => ({ ...lookAtProcess(), connections: tallyOf(sockets.destinations()) });
  const before = look();
  return {
    async verify() {
      const left = await lookUntil(
        () => leftOver(before, look(), allow),
        ({ length }) => length === 0,
        { deadlineMs: waitMs },
      );
      sockets.stop();
      if (left.length === 0) return;
      throw new Error(`What these tests opened is still there after ${formatDurationMs(waitMs)}: ${left.join('; ')}.`);
    },
  };
}

function lookAtProcess(): Omit<Looks, 'connections'> {
  const resources = tallyOf(process.getActiveResourcesInfo());
  const ofTypes = (types: readonly string[]) =>
    Object.fromEntries(Object.entries(resources).filter(([type]) => types.includes(type)));
  const events = process.eventNames().map((name) => [String(name), process.listenerCount(name)] as const);
  return { servers: ofTypes(SERVERS), timers: ofTypes(TIMERS), listeners: Object.fromEntries(events) };
}

/** A line for each kind of which there is more than before, and more than is allowed. */
function leftOver(before: Looks, now: Looks, allow: NonNullable<LeakOptions['allow']>): string[] {
  return (Object.keys(ONE_OF) as LeakKind[]).flatMap((kind) => {
    const more = Object.entries(now[kind]).flatMap(([name, count]) => {
      const over = count - (before[kind][name] ?? 0);
      return over > 0 ? [{ name, over }] : [];
    });
    const over = more.reduce((sum, one) => sum + one.over, 0);
    const allowed = allow.find((one) => one.kind === kind);
    if (over <= (allowed?.most ?? 0)) return [];
    const names = more.map((one) => `${one.over} × ${one.name}`).join(', ');
    const meant = allowed ? `, where ${allowed.most} are allowed: ${allowed.reason}` : '';
    return [`${formatCount(over, ONE_OF[kind], `${ONE_OF[kind]}s`)} (${names})${meant}`];
  });
}
