import { EXIT, PoolproofError } from '../core/errors.ts';
import { type FaultSpec, normalizeFault } from '../scenario/faults.ts';
import type { Problem } from '../scenario/problems.ts';
import type { TargetKind } from '../scenario/types.ts';

/**
 * The faults of one server by flags such as 'latency ms=20 share=0.5' or 'docker:burst every=9s for=1s
 * fault.kind=hang'.
 */
export function faultsFor(kind: TargetKind, flags: readonly string[]): FaultSpec[] {
  return flags.flatMap((flag) => {
    const [, target, text] = /^(?:(loki|docker|http):)?(.*)$/s.exec(flag.trim()) ?? [];
    const problems: Problem[] = [];
    const fault = normalizeFault(wordsOf(text ?? ''), '', problems);
    if (problems.length > 0) throw wrong(flag, problems);
    return fault && (target === undefined || target === kind) ? [fault] : [];
  });
}

function wordsOf(text: string): Record<string, unknown> {
  const [kind, ...options] = text.trim().split(/\s+/);
  const input: Record<string, unknown> = { kind };
  for (const option of options) {
    const [name = '', value = ''] = option.split('=');
    const [key, inner] = name.split('.') as [string, string?];
    input[key] = inner ? { ...(input[key] as object), [inner]: readValue(value) } : readValue(value);
  }
  return input;
}

function readValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function wrong(flag: string, problems: Problem[]): PoolproofError {
  const details = problems.map(({ path, message }) => `${path.replace(/^\./, '')}: ${message}`);
  return new PoolproofError('INVALID_FAULT', `--fault '${flag}':`, { exitCode: EXIT.usage, details });
}
