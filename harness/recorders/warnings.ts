import type { ProcessWarning } from '../record/evidence.ts';

const MAX_KINDS = 20;

/** Collects the warnings that the process emits, by name, with an example of each; what it prints stays as it is. */
export function collectWarnings(): () => ProcessWarning[] {
  const kinds = new Map<string, ProcessWarning>();
  process.on('warning', ({ name, message }) => {
    const kind = kinds.get(name) ?? { name, count: 0, example: message };
    kind.count += 1;
    if (kinds.has(name) || kinds.size < MAX_KINDS) kinds.set(name, kind);
  });
  return () => [...kinds.values()];
}
