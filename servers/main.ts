import { monotonicMs } from '../harness/core/clock.ts';
import { serveParent } from '../harness/core/ipc.ts';
import type { LedgerWindow } from '../harness/record/evidence/ledger.ts';
import type { FaultSpec } from '../harness/scenario/faults.ts';
import type { TargetKind } from '../harness/scenario/types.ts';
import { type Listening, listen } from './listen.ts';
import type { Mock } from './mock.ts';
import { type MockOptions, makeMock } from './mocks.ts';

// The process of one mock server. Its parent starts it, cuts its ledger at the end of each phase, and ends it.

let listening: Listening | undefined;
let mock: Mock | undefined;
let entriesBefore = 0;

const handlers = {
  async start({ kind, faults, socketPath, port, options }: ServerTask) {
    mock = await makeMock(kind, options);
    listening = await listen(mock, faults, socketPath, port);
    return { origin: listening.origin, socketPath: listening.socketPath };
  },
  /** The run begins: the schedules of faults count from here. */
  begin(): void {
    started().begin();
  },
  /** Ends the ledger's present window and begins the next one. */
  cut({ originMs }: { originMs: number }): LedgerWindow {
    const window = started().ledger.takeWindow(monotonicMs(), originMs);
    return { ...window, entriesTaken: entriesSinceCut() };
  },
  /** This many of the requests in flight are streams, which stay open and are no work. */
  hold({ streams }: { streams: number }): void {
    started().ledger.holdStreams(streams, monotonicMs());
  },
  /** Listens at a second loopback address too, on the same port; not everywhere there is one. */
  async listenToo(address: string) {
    return { isThere: await started().listenToo(address) };
  },
  /** From here on these faults act beside those that it was started with; none ends them. */
  async behave({ faults }: { faults: FaultSpec[] }): Promise<void> {
    await started().behave(faults);
  },
  counts() {
    const { openCount, activeCount, requestCount } = started().ledger;
    return { open: openCount, active: activeCount, requests: requestCount };
  },
  tally() {
    return started().ledger.tally();
  },
  account({ originMs }: { originMs: number }) {
    const { ledger } = started();
    return { series: ledger.series(originMs), connections: ledger.sampledConnections(originMs) };
  },
};

interface ServerTask {
  kind: TargetKind;
  faults: FaultSpec[];
  socketPath: string | null;
  port: number;
  options?: MockOptions | undefined;
}

export type ServerHandlers = typeof handlers;

function started(): Listening {
  if (!listening) throw new Error('the server was asked before it was started');
  return listening;
}

function entriesSinceCut(): number | null {
  const entries = mock?.entriesTaken?.();
  if (entries === undefined) return null;
  const since = entries - entriesBefore;
  entriesBefore = entries;
  return since;
}

serveParent(handlers);
