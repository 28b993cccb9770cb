import { monotonicMs } from '../harness/core/clock.ts';
import { serveParent } from '../harness/core/ipc.ts';
import { LostTime } from '../harness/core/lost-time.ts';
import { ownRunDelay } from '../harness/core/run-delay.ts';
import type { JointWindow } from '../harness/record/evidence/clients.ts';
import type { LedgerWindow } from '../harness/record/evidence/ledger.ts';
import type { FaultSpec } from '../harness/scenario/faults.ts';
import type { TargetKind } from '../harness/scenario/types.ts';
import { JointCounts } from './ledger/joint.ts';
import { type Listening, listen } from './listen.ts';
import type { Mock } from './mock.ts';
import { type MockOptions, makeMock } from './mocks.ts';

// The process of one mock server. Its parent starts it, cuts its ledger at the end of each phase, and ends it.

const places: Listening[] = [];
/** As long as the process lives. */
const keptFrom = { lost: new LostTime(), waited: ownRunDelay(monotonicMs) };
let joint: JointCounts | undefined;
let mock: Mock | undefined;
let entriesBefore = 0;

/** Which client's place is meant, from 0 on; absent: the only one's. */
interface Of {
  client?: number | undefined;
}

const handlers = {
  /**
   * Listens at one place for each client, so that it is known whose connection is whose from the moment it is there.
   */
  async start({ kind, faults, places: asked, isShared = false, host, options }: ServerTask) {
    mock = await makeMock(kind, options);
    joint = isShared ? new JointCounts(keptFrom) : undefined;
    const shared = { joint, keptFrom, host };
    for (const { socketPath, port } of asked) places.push(await listen(mock, faults, socketPath, port, shared));
    return places.map(({ origin, socketPath }) => ({ origin, socketPath }));
  },
  /** The run begins: the schedules of faults count from here. */
  begin(of: Of | undefined): void {
    placeOf(of).begin();
  },
  /** Ends the ledger's present window and begins the next one. */
  cut({ originMs, ...of }: { originMs: number } & Of): LedgerWindow {
    const window = placeOf(of).ledger.takeWindow(monotonicMs(), originMs);
    return { ...window, entriesTaken: entriesSinceCut() };
  },
  /** Ends the present window of what all clients have at once, and begins the next one. */
  cutJoint(): JointWindow {
    if (!joint) throw new Error('the server is not shared');
    return joint.takeWindow(monotonicMs());
  },
  /** The lines of what all clients have at once. */
  jointSeries({ originMs }: { originMs: number }) {
    if (!joint) throw new Error('the server is not shared');
    return joint.series(originMs);
  },
  /** This many of the requests in flight are streams, which stay open and are no work. */
  hold({ streams, ...of }: { streams: number } & Of): void {
    placeOf(of).ledger.holdStreams(streams, monotonicMs());
  },
  /** Listens at a second loopback address too, on the same port; not everywhere there is one. */
  async listenToo({ address, ...of }: { address: string } & Of) {
    return { isThere: await placeOf(of).listenToo(address) };
  },
  /** From here on these faults act beside those that it was started with; none ends them. */
  async behave({ faults, ...of }: { faults: FaultSpec[] } & Of): Promise<void> {
    await placeOf(of).behave(faults);
  },
  counts(of: Of | undefined) {
    const { openCount, activeCount, requestCount } = placeOf(of).ledger;
    return { open: openCount, active: activeCount, requests: requestCount };
  },
  tally() {
    return placeOf().ledger.tally();
  },
  account({ originMs, ...of }: { originMs: number } & Of) {
    const { ledger } = placeOf(of);
    return { series: ledger.series(originMs), connections: ledger.sampledConnections(originMs) };
  },
};

interface ServerTask {
  kind: TargetKind;
  faults: FaultSpec[];
  places: { socketPath: string | null; port: number }[];
  /** Whether what all clients have at once is counted; absent: it is not. */
  isShared?: boolean | undefined;
  /** Absent: loopback. */
  host?: string | undefined;
  options?: MockOptions | undefined;
}

export type ServerHandlers = typeof handlers;

function placeOf({ client = 0 }: Of = {}): Listening {
  const place = places[client];
  if (!place) throw new Error('the server was asked before it was started');
  return place;
}

/** What a mock takes in it takes from all of its clients together. */
function entriesSinceCut(): number | null {
  const entries = mock?.entriesTaken?.();
  if (entries === undefined || joint) return null;
  const since = entries - entriesBefore;
  entriesBefore = entries;
  return since;
}

serveParent(handlers);
