import { isEndless } from '../loops.ts';
import type { Syntax } from '../syntax.ts';
import { type Names, splitBy, splitByCase } from './condition.ts';
import { isLeft, merge, type State } from './state.ts';

/** A thing that must be closed, as it is followed along all paths of a function. */
export interface Followed {
  names: Names;
  /** What a statement or an expression does to it. */
  effectOf(node: Syntax): 'closes' | 'hands on' | 'replaces' | 'ends' | null;
  /** A `return` without values gives it to the caller. */
  isResult: boolean;
}

export interface Walked {
  /** Behind the last statement; null: no path gets there. */
  state: State | null;
  /** Where paths leave while it is open. */
  leaks: Syntax[];
  closes: boolean;
  /** Whether one of the paths gives it to other code. */
  handsOn: boolean;
}

/** Follows all paths from the statement behind `from` to the end of the block that `until` is. */
export function followFrom(from: Syntax, until: Syntax, followed: Followed): Walked {
  const outers = [...from.ancestors()].filter((outer) => until.contains(outer));
  const walk = new Walk(followed, outers.filter((outer) => outer !== until && outer.is('for_statement')).length);
  let state: State | null = 'maybe';
  let statement = from;
  for (const outer of outers) {
    const behind = outer.children.slice(outer.children.indexOf(statement) + 1);
    if (outer.is('block', 'expression_case', 'default_case', 'type_case', 'communication_case')) {
      state = state && walk.statements(behind, state);
    } else if (statement.field === 'initializer') state = state && walk.branches(outer, state);
    else if (outer.is('for_statement') && outer !== until) state = walk.leaveLoop(outer, state);
    statement = outer;
  }
  return walk.end(state);
}

/** Follows all paths of a body, at whose start it is open. */
export function followThrough(body: Syntax, followed: Followed): Walked {
  const walk = new Walk(followed, 0);
  const state = walk.statements(body.children, 'open');
  return walk.end(state);
}

const LEFT_BY_BREAK = ['for_statement', 'expression_switch_statement', 'type_switch_statement', 'select_statement'];

class Walk {
  readonly leaks: Syntax[] = [];
  closes = false;
  handsOn = false;
  readonly #followed: Followed;
  /** For each loop around, the outermost first: the states in which it is left. */
  readonly #loops: State[][];
  /** How many of them were entered before the thing was there: their next turn makes another one. */
  readonly #around: number;

  constructor(followed: Followed, loopsAround: number) {
    this.#followed = followed;
    this.#around = loopsAround;
    this.#loops = Array.from({ length: loopsAround }, () => []);
  }

  statements(statements: readonly Syntax[], start: State): State | null {
    let state: State | null = start;
    for (const statement of statements) {
      if (state === null) return null;
      state = this.#statement(statement, state);
    }
    return state;
  }

  /** An `if`, without its initializer. */
  branches(statement: Syntax, state: State): State | null {
    if (!statement.is('if_statement')) return this.#cases(statement, state);
    const condition = statement.child('condition');
    const before = condition ? this.#apply(condition, state) : state;
    if (before === null) return null;
    const { holds, fails } = splitBy(condition, before, this.#followed.names);
    const consequence = statement.child('consequence');
    const alternative = statement.child('alternative');
    return merge([
      consequence ? this.statements(consequence.children, holds) : holds,
      alternative ? this.#statement(alternative, fails) : fails,
    ]);
  }

  /** The state behind a loop in whose body it was opened: the next turn would forget it. */
  leaveLoop(loop: Syntax, state: State | null): State | null {
    if (state === 'open') this.#leak(loop);
    return merge([isEndless(loop) ? null : state, ...(this.#loops.pop() ?? [])]);
  }

  #statement(statement: Syntax, state: State): State | null {
    switch (statement.type) {
      case 'block':
        return this.statements(statement.children, state);
      case 'labeled_statement':
        return this.statements(
          statement.children.filter((child) => !child.is('label_name')),
          state,
        );
      case 'if_statement': {
        const initializer = statement.child('initializer');
        const before = initializer ? this.#apply(initializer, state) : state;
        return before === null ? null : this.branches(statement, before);
      }
      case 'expression_switch_statement':
      case 'type_switch_statement':
      case 'select_statement':
        return this.#cases(statement, state);
      case 'for_statement':
        return this.#loop(statement, state);
      case 'return_statement':
        return this.#leave(
          statement,
          this.#followed.isResult && statement.children.length === 0 ? 'gone' : this.#apply(statement, state),
        );
      case 'break_statement':
        return this.#break(statement, state);
      case 'continue_statement':
        return this.#continue(statement, state);
      case 'goto_statement':
        return 'gone';
      default:
        return this.#apply(statement, state);
    }
  }

  #apply(node: Syntax, before: State): State | null {
    const effect = this.#followed.effectOf(node);
    const state = before === 'maybe' && assigns(node, this.#followed.names.error) ? 'unsure' : before;
    if (effect === 'closes') this.closes = true;
    if (effect === 'hands on') this.handsOn = true;
    if (effect === 'ends') return null;
    if (effect === null || state === 'closed') return state;
    if (effect === 'replaces') return state === 'open' ? this.#leave(node, state) : 'gone';
    return effect === 'closes' ? 'closed' : 'gone';
  }

  end(state: State | null): Walked {
    const { leaks, closes, handsOn } = this;
    return { state, leaks, closes, handsOn };
  }

  #leave(statement: Syntax, state: State | null): null {
    if (isLeft(state)) this.#leak(statement);
    return null;
  }

  #leak(at: Syntax): void {
    if (!this.leaks.includes(at)) this.leaks.push(at);
  }

  #break(statement: Syntax, state: State): State | null {
    if (statement.children.length > 0) return 'gone';
    const target = statement.enclosing(...LEFT_BY_BREAK);
    // Out of a `switch` it goes on behind it, as at the end of a case.
    if (!target?.is('for_statement')) return state;
    const loop = this.#loops.at(-1);
    if (!loop) return this.#leave(statement, state);
    loop.push(state);
    return null;
  }

  #continue(statement: Syntax, state: State): null {
    if (this.#loops.length <= this.#around) return this.#leave(statement, state);
    this.#loops.at(-1)?.push(state);
    return null;
  }

  #cases(statement: Syntax, state: State): State | null {
    const value = statement.child('value');
    const before = value ? this.#apply(value, state) : state;
    if (before === null) return null;
    let rest: State = before;
    let isComplete = statement.is('select_statement');
    const ends = statement
      .childrenOf('expression_case', 'default_case', 'type_case', 'communication_case')
      .map((one) => {
        isComplete ||= one.is('default_case');
        const wanted = one.child('value')?.children ?? [];
        const { names } = this.#followed;
        const { holds, fails } = value ? splitByCase(value, wanted, rest, names) : splitBy(wanted[0], rest, names);
        rest = fails;
        const head = one.child('communication');
        const entered = head ? (this.#apply(head, holds) ?? holds) : holds;
        return this.statements(
          one.children.filter((child) => !['value', 'communication', 'type'].includes(child.field ?? '')),
          entered,
        );
      });
    return merge(isComplete ? ends : [...ends, rest]);
  }

  #loop(statement: Syntax, state: State): State | null {
    const body = statement.child('body');
    const head = statement.children.find((child) => child.field !== 'body');
    const before = head ? this.#apply(head, state) : state;
    if (!body || before === null) return before;
    this.#loops.push([]);
    const end = this.statements(body.children, before);
    const broken = this.#loops.pop() ?? [];
    return merge(isEndless(statement) ? broken : [before, end, ...broken]);
  }
}

/** Whether a statement gives the error's name another value. */
function assigns(node: Syntax, error: string | null): boolean {
  const left = node.is('assignment_statement', 'short_var_declaration') ? node.child('left')?.children : undefined;
  return error !== null && (left?.some(({ text }) => text === error) ?? false);
}
