import type { CaseRecord } from '../../record/schema.ts';

/** Where a case and its verdicts stand in the page. */
export interface Anchors {
  case: string;
  /** One for each of its checks, in their order. */
  checks: string[];
}

/** A longer name is cut: an anchor is there for links, not to be read. */
const CUT = /^.{0,64}/su;

/**
 * The anchors of all cases, made of their names: 'diagnose-loki--capped-50' and 'diagnose-loki--capped-50--limit'. They
 * are the same in each run, unique, and of letters, digits, '.', '_' and '-' alone. A number follows only where two
 * names come to the same. No other id of the page holds '--'.
 */
export function makeAnchors(cases: readonly CaseRecord[]): Anchors[] {
  const taken = new Set<string>();
  return cases.map(({ scenario, configuration, checks }) => {
    const anchor = takeFree(`${slugOf(scenario)}--${slugOf(configuration)}`, taken);
    return { case: anchor, checks: checks.map(({ name }) => takeFree(`${anchor}--${slugOf(name)}`, taken)) };
  });
}

function takeFree(wanted: string, taken: Set<string>): string {
  let free = wanted;
  for (let number = 2; taken.has(free); number += 1) free = `${wanted}-${number}`;
  taken.add(free);
  return free;
}

function slugOf(name: string): string {
  const [cut = ''] = CUT.exec(name.replaceAll(/[^\p{L}\p{N}._]+/gu, '-')) ?? [];
  return cut.replaceAll(/^-|-$/g, '') || 'unnamed';
}
