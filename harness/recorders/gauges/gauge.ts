import type { FunctionLeft, GaugeEvidence } from '../../record/evidence/gauges.ts';
import type { Series } from '../../record/schema.ts';
import { StepFold } from '../../record/step-fold.ts';
import type { GaugeSpec } from '../../scenario/types.ts';
import { notBefore } from '../outside.ts';
import type { Reading } from './reading.ts';
import { COUNTER, unjudgedByUnit } from './unjudged.ts';

const MOST_FUNCTIONS = 20;

type Functions = Readonly<Record<string, number>>;

/** One gauge, and what it has told so far. */
export class Gauge {
  readonly spec: GaugeSpec;
  private readonly line: StepFold;
  private firstMs: number | null = null;
  private asked = 0;
  private answered = 0;
  private silent: string | null = null;
  private unjudged: string | null;
  private peak: number | null = null;
  private wasSeenUnderLoad = false;
  /** Of a goroutine profile, at the first look and at the last that was answered. */
  private before: Functions | null = null;
  private now: Functions | null = null;

  constructor(spec: GaugeSpec, tickMs: number) {
    this.spec = spec;
    this.line = new StepFold({ tickMs });
    this.unjudged = unjudgedByUnit(spec);
  }

  /** Whether it counts what there is, so that growth and drain may judge it. */
  isCount(): boolean {
    return this.unjudged === null;
  }

  /** Takes what was read at a moment; null comes back where that is no figure. */
  take(reading: Reading, { nowMs, isUnderLoad }: { nowMs: number; isUnderLoad: boolean }): number | null {
    this.asked += 1;
    if ('reason' in reading) {
      this.silent ??= reading.reason;
      return null;
    }
    const { value, isCounter, functions } = reading;
    this.answered += 1;
    this.firstMs ??= nowMs;
    this.line.set(nowMs, value);
    this.peak = Math.max(this.peak ?? value, value);
    if (isUnderLoad) this.wasSeenUnderLoad = true;
    if (isCounter) this.unjudged ??= COUNTER;
    if (this.asked === 1) this.before = functions;
    this.now = functions;
    return value;
  }

  /** None where it was not read under load: a line would claim to know what was between two looks. */
  series(originMs: number): Series | null {
    if (!this.wasSeenUnderLoad || this.firstMs === null) return null;
    return notBefore(this.firstMs - originMs, this.line.series(originMs));
  }

  evidence(): GaugeEvidence {
    const { spec, asked, answered, silent, unjudged } = this;
    const peak = this.wasSeenUnderLoad ? this.peak : null;
    return { ...spec, asked, answered, silent, unjudged, peak, left: functionsLeft(this.now, this.before) };
  }
}

/** The functions of which there are more than before, most first. */
function functionsLeft(now: Functions | null, before: Functions | null): FunctionLeft[] {
  return Object.entries(now ?? {})
    .map(([name, count]) => ({ name, count, before: before && (before[name] ?? 0) }))
    .filter(({ count, before: was }) => count > (was ?? 0))
    .sort((a, b) => b.count - (b.before ?? 0) - (a.count - (a.before ?? 0)))
    .slice(0, MOST_FUNCTIONS);
}
