import type { Node } from './tree.ts';

/** How a piece of code goes on: behind it with the answer unread, or out of the function at one of these. */
interface Ways {
  /** Whether the code behind it may run with the answer unread. */
  goesOn: boolean;
  /** Where the function is left with the answer unread. */
  exits: Node[];
}

interface Questions {
  isUsedIn(node: Node): boolean;
  /** Whether the answer has a body where this holds. */
  hasBody(test: Node): boolean;
}

/** What an answer without a body is told by. */
const NO_BODY = /\b(?:1\d\d|204|205|304|HEAD|upgrade)\b|no_?content|not_?modified/i;

const READ: Ways = { goesOn: false, exits: [] };

/**
 * Where a function may be left before its answer was used at all; null: nowhere. `start` is the declaration of the
 * answer,
 * or the body of the function; `isUsedIn` says whether a node uses the answer. The end of the function is no such
 * place:
 * what is used at all and not on the way to the end stands within a branch.
 */
export function pathLeftUnread(
  body: Node,
  start: Node,
  { isUsedIn, textOf }: { isUsedIn: (node: Node) => boolean; textOf: (node: Node) => string },
): Node | null {
  const statements = start === body ? listOf(body) : following(start);
  const hasBody = (test: Node) => !NO_BODY.test(textOf(test));
  return follow(statements, { isUsedIn, hasBody }).exits[0] ?? null;
}

/** The statements behind one in the same block. */
function following(statement: Node): Node[] {
  const list = statement.parent ? listOf(statement.parent) : [];
  return list.slice(list.indexOf(statement) + 1);
}

function listOf(node: Node): Node[] {
  switch (node.type) {
    case 'BlockStatement':
    case 'Program':
      return node.body;
    case 'SwitchCase':
      return node.consequent;
    default:
      return [];
  }
}

function follow(statements: readonly Node[], questions: Questions): Ways {
  const exits: Node[] = [];
  for (const statement of statements) {
    const ways = through(statement, questions);
    exits.push(...ways.exits);
    if (!ways.goesOn) return { goesOn: false, exits };
  }
  return { goesOn: true, exits };
}

function through(statement: Node, questions: Questions): Ways {
  const { isUsedIn } = questions;
  switch (statement.type) {
    case 'BlockStatement':
      return follow(statement.body, questions);
    case 'IfStatement': {
      if (isUsedIn(statement.test)) return READ;
      const yes = questions.hasBody(statement.test) ? through(statement.consequent, questions) : READ;
      const no = statement.alternate ? through(statement.alternate, questions) : { goesOn: true, exits: [] };
      return { goesOn: yes.goesOn || no.goesOn, exits: [...yes.exits, ...no.exits] };
    }
    case 'ReturnStatement':
    case 'ThrowStatement':
      return isUsedIn(statement) ? READ : { goesOn: false, exits: [statement] };
    // It may be left through another door than its end: what is used in it at all counts as used.
    default:
      return isUsedIn(statement) || leaves(statement) ? READ : { goesOn: true, exits: [] };
  }
}

/** Whether a loop, a switch or a try has a way out of its own. */
function leaves(statement: Node): boolean {
  const isCompound = /^(?:For|While|DoWhile|Switch|Try|Labeled)/.test(statement.type);
  return isCompound || statement.type === 'BreakStatement' || statement.type === 'ContinueStatement';
}
