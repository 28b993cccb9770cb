import type { Language, Place, Severity } from '../../record/audit.ts';
import type { Facts } from '../facts/facts.ts';

/** A piece of code that a rule must find, or must leave alone. */
export interface Examples {
  good: string[];
  bad: string[];
}

/** What the user knows and the code does not. */
export interface Knobs {
  /** How long the server keeps an idle connection; null: not said. */
  serverIdleMs: number | null;
}

export interface Accusation {
  at: Place;
  /** What was found, one sentence. */
  message: string;
  /** The id of the transport that it is about. */
  transport?: string;
  /** Where it is milder than the rule. */
  severity?: Severity;
  /** Where the rule's own would not fit. */
  advice?: string;
}

/** A mistake that can be seen in code: pure, from the facts of one program in one language. */
export interface Rule {
  id: string;
  severity: Severity;
  title: string;
  /** What happens under load, one sentence. */
  goesWrong: string;
  /** What to write instead. */
  mend: string;
  /** What shows it when it runs: a scenario, a pair, a class of the zoo. */
  shownBy: string;
  /** They are its tests, and `--explain` prints them. */
  examples: Partial<Record<Language, Examples>>;
  judge(facts: Facts, knobs: Knobs): Accusation[];
}

/** A judge of what a reader has marked for the rule already. */
export function marked(rule: string): (facts: Facts) => Accusation[] {
  return ({ transports, marks }) => [
    ...marks.filter((mark) => mark.rule === rule).map(({ at, message }) => ({ at, message })),
    ...transports.flatMap(({ id, marks: own }) =>
      own.filter((mark) => mark.rule === rule).map(({ at, message }) => ({ at, message, transport: id })),
    ),
  ];
}
