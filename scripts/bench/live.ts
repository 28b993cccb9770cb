import { feedOfRun } from '../../harness/app/live/run-feed.ts';
import { type LiveServer, serveLive } from '../../harness/app/live/serve-live.ts';
import { monotonicMs } from '../../harness/core/clock.ts';
import { descendantsOf } from '../../harness/recorders/kernel/processes.ts';
import { openBrowser } from '../../harness/report/testing/browser.ts';
import { pulseOf } from '../../harness/run/pulse.ts';
import { defaultRequests } from '../../harness/scenario/defaults.ts';
import { findScenarios } from '../../harness/scenario/discover.ts';
import { DEFAULT_LOAD } from '../../harness/scenario/loads/load.ts';
import { type Cast, makeTarget, startOneClient, startSwitched, UNDICI } from './actors.ts';
import { compare, type Pair, type Side } from './compare.ts';
import { type Bench, figureRow, type Rows, ratioRow } from './part.ts';
import { PlayClock } from './play-clock.ts';
import { cpuMs } from './processes.ts';

// A load that is shown on a live page, against the same load of the same client that is not.
//
// Measured in 24 s with it and 24 s without on two cores with a load of 25, Node 26.10, Chromium 153: an open page took
// 8.1 ms of CPU a second, 0.4 % of what the load's two cores have. There, 8 rounds of 24 slices could not tell its
// throughput from 1: 1.015, 0.956 to 1.050 at 95 %.

/** What a page may cost that is open. */
const AFFORDABLE = { atLeast: 0.99 };

/** A page is told once a second: so long is a slice, that each of them has its share of it. */
const SLICE_MS = 1_000;
const EFFORT = { slices: 24, warmUp: 2 };

/**
 * A client and a server fill two cores with a load: this is a hundredth of what they have, and on a machine that has no
 * other cores it is lost to the load.
 */
const MOST_CPU_MS = 20;

export async function* benchLive(bench: Bench): Rows {
  const effort = { rounds: bench.rounds, ...(bench.quick ? { slices: 4, warmUp: 1 } : EFFORT) };
  for (const [name, look] of Object.entries({
    'served, nobody looks': lookedAtByNobody,
    'open in Chromium': openPage,
  })) {
    bench.say(name);
    const ratios = await compare(effort, (processes) => openPair({ bench, processes }, look));
    yield ratioRow('live', name, ratios, AFFORDABLE);
  }
  const name = `CPU ms a second of an open page, mean of ${effort.slices} s`;
  bench.say(name);
  yield figureRow('live', name, await measureCpuMs(bench, effort.slices), { atMost: MOST_CPU_MS });
}

/**
 * What an open page costs a second, in the browser and in this process, which serves it: the load's own processes stray
 * by more than that from slice to slice.
 */
async function measureCpuMs(bench: Bench, slices: number): Promise<number> {
  await using processes = new AsyncDisposableStack();
  const { subject, control } = await openPair({ bench, processes }, openPage);
  const pids = [process.pid, ...descendantsOf(process.pid).filter((pid) => !subject.pids.includes(pid))];
  /** One slice after the other: a browser that draws late would draw in the slice of the other side. */
  const msASecond = async ({ play }: Side) => {
    await play();
    const [startedMs, beforeMs] = [monotonicMs(), cpuMs(pids)];
    for (let slice = 0; slice < slices; slice += 1) await play();
    return ((cpuMs(pids) - beforeMs) / (monotonicMs() - startedMs)) * 1_000;
  };
  const withoutMs = await msASecond(control);
  return Number(((await msASecond(subject)) - withoutMs).toFixed(1));
}

/** Looks at the page from now on. */
type Look = (live: LiveServer, cast: Cast) => Promise<void>;

const lookedAtByNobody: Look = async () => {};

const openPage: Look = async ({ address }, { processes }) => {
  const { browser } = processes.use(await openBrowser());
  const page = await browser.newPage();
  await page.goto(address);
  await page.locator('html[data-state="live"]').waitFor();
};

async function openPair(cast: Cast, look: Look): Promise<Pair> {
  const target = makeTarget('loki', 'tcp');
  const server = await startSwitched(cast, target);
  await server.calls.enterRequests(true);
  const client = await startOneClient(cast, UNDICI, server);
  const clock = new PlayClock();
  const feed = feedOfRun(await findScenarios(['diagnose-loki']), clock);
  const tellTo = cast.bench.workplace.filePath();
  feed.pulse(pulseOf({ counts: () => server.calls.counts(undefined) }, tellTo));
  const live = cast.processes.use(await serveLive(feed, { clock, say: cast.bench.say }));
  await look(live, cast);

  const requests = defaultRequests(target.kind);
  const play = (told: { tellTo?: string }, durationMs = SLICE_MS) =>
    client.calls.play({ recorders: [], requests, load: { ...DEFAULT_LOAD, durationMs }, ...told });
  const playShown = async (durationMs?: number) => {
    using _playing = clock.run();
    return await play({ tellTo }, durationMs);
  };
  // What the page does for a second falls into the middle of a slice, and not into the next one.
  await playShown(SLICE_MS / 2);
  const pids = [process.pid, server.pid, client.pid];
  return { subject: { pids, play: () => playShown() }, control: { pids, play: () => play({}) } };
}
