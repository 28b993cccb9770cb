import { DEEPEST, DeclaredTypes, external, type GoType, holds } from './declared-types.ts';
import type { Declaration } from './file.ts';
import { KNOWN_FUNCTIONS, KNOWN_METHODS, KNOWN_VARIABLES } from './known-types.ts';
import type { Syntax } from './syntax.ts';

/** Of which type an expression is, and what a call returns. */
export class Types extends DeclaredTypes {
  #depth = 0;

  of(expression: Syntax | undefined): GoType | undefined {
    return expression && this.#deeper(() => this.#infer(expression));
  }

  ofDeclaration(declaration: Declaration | undefined): GoType | undefined {
    if (!declaration) return undefined;
    const { kind, node, type, value, index } = declaration;
    if (kind === 'func') return { kind: 'func', node };
    if (kind === 'type') return undefined;
    if (kind === 'param' && node.is('variadic_parameter_declaration')) return holds(type);
    if (type) return this.read(type);
    if (kind === 'range') return this.elementOf(this.of(value));
    return value?.is('call_expression') ? this.resultsOf(value)[index] : this.of(value);
  }

  /** The types of what a call returns. */
  resultsOf(call: Syntax): (GoType | undefined)[] {
    return this.#deeper(() => this.#resultsOf(call)) ?? [];
  }

  #resultsOf(call: Syntax): (GoType | undefined)[] {
    const callee = call.child('function');
    const named = this.qualified(callee) ?? '';
    const known = KNOWN_FUNCTIONS[named] ?? KNOWN_METHODS[this.methodCalled(callee) ?? ''];
    if (known) return known.map(external);
    if (callee?.is('identifier') && ['new', 'make', 'append'].includes(callee.text)) {
      const first = call.child('arguments')?.children[0];
      return [callee.text === 'append' ? this.of(first) : this.asType(first)];
    }
    const declared = this.calleeOf(call);
    return declared ? this.results(declared) : [];
  }

  /** `net/http.Client.Do` for `x.Do`, where that is known; of an embedded type it is that type's. */
  methodCalled(callee: Syntax | undefined): string | undefined {
    if (!callee?.is('selector_expression') || this.importOf(callee.child('operand')) !== undefined) return undefined;
    const name = callee.child('field')?.text ?? '';
    return this.promoted(this.of(callee.child('operand')), (type) => {
      const full = `${type.path}.${type.name}.${name}`;
      if (type.pkg?.findMethod(type.name, name)) return full;
      return type.pkg === undefined && full in KNOWN_METHODS ? full : undefined;
    });
  }

  /** The function of this program that a call runs: its declaration, or the type of a function that is a value. */
  calleeOf(call: Syntax): Syntax | undefined {
    const callee = call.child('function');
    if (callee?.is('func_literal')) return callee;
    if (callee?.is('identifier')) return this.#functionOf(this.resolve(callee));
    if (!callee?.is('selector_expression')) return undefined;
    const exported = this.exported(callee);
    if (exported) return this.#functionOf(exported);
    const name = callee.child('field')?.text ?? '';
    const operand = this.of(callee.child('operand'));
    const method = this.promoted(operand, ({ pkg, name: type }) => pkg?.findMethod(type, name));
    if (method) return method;
    const declared = this.underlying(operand);
    if (declared?.kind === 'interface')
      return declared.node.childrenOf('method_elem').find((one) => one.child('name')?.text === name);
    return this.asFunction(this.fieldOf(operand, name));
  }

  /** A circle of declarations ends somewhere. */
  #deeper<Found>(look: () => Found): Found | undefined {
    if (this.#depth >= DEEPEST) return undefined;
    this.#depth += 1;
    try {
      return look();
    } finally {
      this.#depth -= 1;
    }
  }

  #infer(expression: Syntax): GoType | undefined {
    switch (expression.type) {
      case 'identifier':
        return this.ofDeclaration(this.resolve(expression));
      case 'composite_literal':
      case 'type_conversion_expression':
      case 'type_assertion_expression':
        return this.read(expression.child('type'));
      case 'unary_expression':
        return expression.child('operator')?.text === '<-'
          ? this.elementOf(this.of(expression.child('operand')))
          : this.of(expression.child('operand'));
      case 'call_expression':
        return this.resultsOf(expression)[0];
      case 'index_expression':
        return this.elementOf(this.of(expression.child('operand')));
      case 'slice_expression':
        return this.of(expression.child('operand'));
      case 'func_literal':
        return { kind: 'func', node: expression };
      case 'selector_expression':
        return this.#selected(expression);
      default:
        return undefined;
    }
  }

  #selected(selector: Syntax): GoType | undefined {
    const named = this.qualified(selector);
    if (named !== undefined) {
      const known = KNOWN_VARIABLES[named];
      return known === undefined ? this.ofDeclaration(this.exported(selector)) : external(known);
    }
    const operand = this.of(selector.child('operand'));
    const name = selector.child('field')?.text ?? '';
    const field = this.fieldOf(operand, name);
    if (field) return field;
    const method = this.promoted(operand, ({ pkg, name: type }) => pkg?.findMethod(type, name));
    return method && { kind: 'func', node: method };
  }

  #functionOf(declaration: Declaration | undefined): Syntax | undefined {
    if (declaration?.kind === 'func') return declaration.node;
    return this.asFunction(this.ofDeclaration(declaration));
  }
}
