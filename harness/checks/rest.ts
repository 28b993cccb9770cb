import type { Border } from '../record/evidence.ts';
import type { MeasuredCase } from '../record/schema.ts';

/** What is left at a phase border over what was there before the first request. Null: not measured. */
export interface Rest {
  serverOpen: number;
  serverActive: number;
  sockets: number | null;
  descriptors: number | null;
}

export function restAt({ evidence }: MeasuredCase, border: string): Rest | undefined {
  const at = evidence.borders[border];
  const base = evidence.borders.baseline;
  if (!at || !base) return undefined;
  return {
    serverOpen: at.serverOpen,
    serverActive: at.serverActive,
    sockets: over(at, base, 'sockets'),
    descriptors: over(at, base, 'descriptors'),
  };
}

function over(at: Border, base: Border, key: 'sockets' | 'descriptors'): number | null {
  const [now, before] = [at.outside[key], base.outside[key]];
  return now === null || before === null ? null : now - before;
}
