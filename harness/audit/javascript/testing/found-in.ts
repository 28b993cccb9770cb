import type { Finding } from '../../../record/audit.ts';
import { findingsIn } from '../../findings.ts';
import { javascript } from '../read.ts';

/** What is found in a file that stands nowhere but in a test. */
async function foundIn(text: string, name: string): Promise<Finding[]> {
  const sources = [{ path: `/nowhere/${name}`, name, text, isTest: false }];
  const facts = await javascript.read(sources);
  if (facts.skipped.length > 0) throw new Error(`${facts.skipped[0]?.reason}:\n${text}`);
  return findingsIn({ facts, sources }, { serverIdleMs: null });
}

/** The rules that accuse it of an error. */
export async function errorsIn(text: string, name = 'a.mjs'): Promise<string[]> {
  return (await foundIn(text, name)).flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : []));
}

/** The rules that warn. */
export async function warningsIn(text: string): Promise<string[]> {
  return (await foundIn(text, 'a.mjs')).flatMap(({ rule, severity }) => (severity === 'warning' ? [rule] : []));
}
