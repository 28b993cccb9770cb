import { findingsIn } from '../../findings.ts';
import { javascript } from '../read.ts';

/** The rules that accuse a file of an error; it stands nowhere but in a test. */
export async function errorsIn(text: string, name = 'a.mjs'): Promise<string[]> {
  const sources = [{ path: `/nowhere/${name}`, name, text, isTest: false }];
  const facts = await javascript.read(sources);
  if (facts.skipped.length > 0) throw new Error(`${facts.skipped[0]?.reason}:\n${text}`);
  const findings = findingsIn({ facts, sources }, { serverIdleMs: null });
  return findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : []));
}
