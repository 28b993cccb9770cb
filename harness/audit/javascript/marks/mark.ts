import type { Mark } from '../../facts/facts.ts';
import type { Evaluator } from '../evaluate.ts';
import type { Senders } from '../senders.ts';
import type { Node } from '../tree.ts';
import type { Module } from '../workspace.ts';

export interface Seen {
  module: Module;
  evaluator: Evaluator;
  senders: Senders;
  /** Functions that another file gives to a command line, by where they stand. */
  commands: ReadonlySet<string>;
}

/** Looks at one node of a file for what one rule is about. */
export type Marker = (node: Node, seen: Seen) => Mark[];
