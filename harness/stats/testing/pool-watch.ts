import type { Random } from '../../core/random.ts';
import type { Series } from '../../record/schema.ts';

const STEP_S = 0.1;
const LOOK_EVERY_S = 0.5;
const WARM_S = 30;

export interface PoolWatch {
  /** Requests a second, at a time in seconds; the watch begins at 0. */
  ratePerSecond(seconds: number): number;
  /** How long a request takes on average. */
  serviceS: number;
  /** After how long an idle connection is closed. */
  idleS: number;
  /** Accidents in which a connection is lost, a second. */
  leaksPerSecond?: number;
  /** Whether the watch begins with the process. */
  isCold?: boolean;
  durationS?: number;
}

/** The connections of a pool under requests that come by chance, as looks find them. */
export function watchPool(random: Random, pool: PoolWatch): Series {
  const { ratePerSecond, serviceS, idleS, leaksPerSecond = 0, isCold = false, durationS = 30 } = pool;
  const series: Series = { t: [], v: [] };
  let [freeAt, leaked]: [number[], number] = [[], 0];
  let nextLook = 0;
  for (let now = isCold ? 0 : -WARM_S; now <= durationS; now += STEP_S) {
    for (let arrivals = poisson(random, ratePerSecond(now) * STEP_S); arrivals > 0; arrivals -= 1) {
      const until = now - Math.log(1 - random()) * serviceS;
      const idle = latestUpTo(freeAt, now);
      if (idle === -1) freeAt.push(until);
      else freeAt[idle] = until;
    }
    freeAt = freeAt.filter((free) => free > now - idleS);
    if (now < 0) continue;
    leaked += poisson(random, leaksPerSecond * STEP_S);
    if (now < nextLook) continue;
    series.t.push(Math.round(now * 1_000));
    series.v.push(freeAt.length + leaked);
    nextLook += LOOK_EVERY_S;
  }
  return series;
}

/** The connection that fell idle last is taken first. */
function latestUpTo(freeAt: readonly number[], now: number): number {
  return freeAt.reduce(
    (best, free, at) => (free <= now && free > (freeAt[best] ?? Number.NEGATIVE_INFINITY) ? at : best),
    -1,
  );
}

function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let left = Math.exp(-mean), product = random(); product > left; product *= random()) count += 1;
  return count;
}
