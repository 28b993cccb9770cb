import { messageOf } from '../../core/errors.ts';
import type { MicroSection } from '../../record/micro.ts';
import { runMicro } from '../../run/micro.ts';
import { openWorkplace } from '../../run/workplace.ts';
import type { Scenario } from '../../scenario/types.ts';

/** tinybench's time for each size of batch, and a shorter one for a comparison that only estimates. */
const MICRO_MS = 500;
const QUICK_MICRO_MS = 100;

/** Of one configuration: two sizes of batch, warm-up, the start of two processes. Measured at 1.9 s and 0.9 s. */
const TAKES_MS = { full: 2_000, quick: 1_000 };

/** How long the section takes, for planning. */
export function microTakesMs(configurations: number, { quick = false }: { quick?: boolean | undefined }): number {
  return configurations * (quick ? TAKES_MS.quick : TAKES_MS.full);
}

/** The cost of one request through each configuration; one that cannot be measured does not keep the others from it. */
export async function measureMicro(
  scenario: Scenario,
  { quick = false, stop, onConfiguration }: MicroOptions,
): Promise<MicroSection> {
  await using workplace = await openWorkplace();
  const section: MicroSection = { measured: [], missing: [] };
  for (const configuration of scenario.configurations) {
    if (stop.aborted) return section;
    onConfiguration(configuration.name);
    try {
      const timeMs = quick ? QUICK_MICRO_MS : MICRO_MS;
      section.measured.push(await runMicro(scenario, configuration, workplace, { timeMs }));
    } catch (error) {
      section.missing.push({ configuration: configuration.name, reason: messageOf(error) });
    }
  }
  return section;
}

interface MicroOptions {
  quick?: boolean | undefined;
  stop: AbortSignal;
  onConfiguration: (name: string) => void;
}
