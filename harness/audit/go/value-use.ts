import type { Syntax } from './syntax.ts';

/** What code does with a value: null where it only looks at it, or calls one of its methods. */
export interface Use {
  way: 'returned' | 'stored' | 'assigned' | 'given' | null;
  /** The variable that it is assigned to, or the argument that it is given as. */
  by: Syntax;
}

/** What has the value of one of its parts, or is that part in another form. */
const HOLDS = [
  'unary_expression',
  'type_assertion_expression',
  'type_conversion_expression',
  'keyed_element',
  'literal_value',
  'composite_literal',
  'index_expression',
  'slice_expression',
];

/** What becomes of the value of an expression. */
export function whereTo(expression: Syntax): Use {
  let inner = expression;
  for (const outer of expression.ancestors()) {
    if (outer.is('argument_list')) return { way: 'given', by: inner };
    if (outer.is('return_statement')) return { way: 'returned', by: inner };
    if (outer.is('send_statement')) return { way: inner.field === 'value' ? 'stored' : null, by: inner };
    if (outer.is('selector_expression')) {
      if (!isRead(outer)) return { way: null, by: inner };
    } else if (outer.is('range_clause')) return { way: 'assigned', by: lastOf(outer.child('left')) ?? inner };
    else if (outer.is('expression_list')) {
      if (!outer.parent?.is('return_statement')) return ofAssignment(outer, inner);
    } else if (!outer.is(...HOLDS)) return { way: null, by: inner };
    inner = outer;
  }
  return { way: null, by: inner };
}

/** The call that an argument stands in, and how the code names its function. */
export function argumentOf(argument: Syntax): { call: Syntax; name: string } {
  const call = argument.parent?.parent ?? argument;
  return { call, name: call.child('function')?.text ?? '' };
}

/** Whether a selector's value is used: not where its method is called, nor where its field is set. */
function isRead(selector: Syntax): boolean {
  if (selector.field === 'function' || selector.child('field')?.text === 'Timeout') return false;
  return !(selector.parent?.is('expression_list') && selector.parent.field === 'left');
}

/** `left = value`, or a variable's declaration; the second of several results is none of its own. */
function ofAssignment(list: Syntax, value: Syntax): Use {
  const statement = list.parent;
  if (list.field === 'left' || !statement?.is('short_var_declaration', 'assignment_statement', 'var_spec'))
    return { way: null, by: value };
  const names = statement.is('var_spec') ? statement.childrenIn('name') : (statement.child('left')?.children ?? []);
  const left = names[list.children.indexOf(value)];
  return left ? { way: 'assigned', by: left } : { way: 'stored', by: value };
}

function lastOf(list: Syntax | undefined): Syntax | undefined {
  return list?.children.at(-1);
}
