import type { Settings } from '../../../record/audit.ts';
import { known } from '../../facts/settings.ts';
import type { Code } from '../code.ts';
import { madeOf } from '../made.ts';
import { FUNCTIONS, topFunction } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import { assignmentsIn, type FieldAssignment } from './assignments.ts';
import { DIAL_FIELDS } from './dialer.ts';
import { implementationsOf, isLimitedBeside, settingsOfCall } from './dynamic-calls.ts';
import { defaultTransport, TRANSPORT_FIELDS } from './fields.ts';
import {
  DEFAULT_TRANSPORT,
  type Draft,
  draftOf,
  isMaker,
  makersIn,
  readField,
  TRANSPORT,
  unknownSettings,
} from './makers.ts';
import { computed } from './setting.ts';

/** All transports of a program, by the expressions that make them. */
export class Transports {
  readonly #code: Code;
  readonly #drafts = new Map<Syntax, Draft>();
  #global: Draft | undefined;

  constructor(code: Code) {
    this.#code = code;
    for (const file of code.files) for (const maker of makersIn(code, file)) this.#make(maker);
    for (const assignment of assignmentsIn(code, TRANSPORT)) this.#assign(assignment);
    for (const call of this.#callsBesideMakers()) this.#adoptCall(call);
  }

  get drafts(): Draft[] {
    return [...this.#drafts.values()];
  }

  /** The transport that all share who say nothing else, once somebody uses it. */
  get global(): Draft | undefined {
    return this.#global;
  }

  isGlobal(maker: Syntax): boolean {
    return this.#code.types.qualified(maker) === DEFAULT_TRANSPORT;
  }

  useGlobal(at: Syntax): Draft {
    this.#global ??= { maker: at, constructedBy: 'http.DefaultTransport', settings: defaultTransport(), socket: 'tcp' };
    return this.#global;
  }

  /** The transports that an expression may stand for; what makes others is left out. */
  of(expression: Syntax): { drafts: Draft[]; complete: boolean } {
    const adopted = this.#drafts.get(this.#localMaker(expression) ?? expression);
    if (adopted) return { drafts: [adopted], complete: true };
    const { makers, complete } = this.#code.origins.of(expression);
    const drafts = makers.map((maker) => (this.isGlobal(maker) ? this.useGlobal(maker) : this.#drafts.get(maker)));
    const known = drafts.filter((draft) => draft !== undefined);
    return { drafts: known, complete: complete && known.length === drafts.length };
  }

  /** A transport that a call makes which says more than the function does that makes it. */
  adopt(maker: Syntax, settings: Settings): Draft {
    const draft: Draft = { maker, constructedBy: 'http.Transport', settings, socket: 'unknown' };
    this.#drafts.set(maker, draft);
    return draft;
  }

  /** The calls of the packages that make transports: elsewhere they are known by name. */
  #callsBesideMakers(): Syntax[] {
    const { packages } = this.#code.types;
    const making = new Set(this.drafts.map(({ maker }) => packages.of(maker)));
    return this.#code.files
      .filter(({ root, source }) => source.text.includes('Transport') && making.has(packages.of(root)))
      .flatMap((file) => file.all('call_expression'));
  }

  /** A call of a function that makes transports, where it says more than the function: the limit, or how often. */
  #adoptCall(call: Syntax): void {
    if (this.#drafts.has(call)) return;
    const made = this.#madeBy(call);
    if (made.length === 0) return;
    const { settings, isTold } = settingsOfCall(this.#code, call, made);
    const isOpen = known(settings.limit) === Number.POSITIVE_INFINITY;
    const isDynamic = !this.#code.types.calleeOf(call)?.child('body');
    const isRepeated = isDynamic && madeOf(this.#code, call).how !== 'once';
    const tells = isTold && made.some((draft) => draft.settings.limit?.how === 'computed');
    if ((tells || isRepeated) && !(isOpen && isLimitedBeside(call))) this.adopt(call, settings);
  }

  #madeBy(call: Syntax): Draft[] {
    return implementationsOf(this.#code, call)
      .flatMap((one) => [...(one.child('body')?.descendantsOf('composite_literal') ?? [])])
      .flatMap((maker) => this.#drafts.get(maker) ?? []);
  }

  #make(maker: Syntax): Draft {
    const known = this.#drafts.get(maker);
    if (known) return known;
    const draft = draftOf(this.#code, maker, (other) => (isMaker(this.#code, other) ? this.#make(other) : undefined));
    this.#drafts.set(maker, draft);
    return draft;
  }

  /** `t.MaxConnsPerHost = 5` after `t` was made here, was given, or was made by a call. */
  #assign({ name, operand, value, statement }: FieldAssignment): void {
    if (!(name in TRANSPORT_FIELDS || DIAL_FIELDS.includes(name))) return;
    const { drafts } = this.of(operand);
    const own = drafts.filter((draft) => draft === this.#global || isBeside(draft.maker, statement));
    if (own.length > 0 || this.#isGiven(operand)) {
      for (const draft of own.length > 0 ? own : drafts) this.#change(draft, name, value, statement);
      return;
    }
    const call = this.#localMaker(operand);
    const [only] = drafts;
    if (call && drafts.length <= 1) {
      const made = this.#madeBy(call);
      const settings = made.length > 0 ? settingsOfCall(this.#code, call, made).settings : unknownSettings(call);
      const draft = this.adopt(call, only ? { ...only.settings } : settings);
      draft.socket = only?.socket ?? 'unknown';
      this.#change(draft, name, value, statement);
      return;
    }
    for (const draft of drafts) makeComputed(draft, name, value);
  }

  #change(draft: Draft, name: string, value: Syntax, statement: Syntax): void {
    const before = { ...draft.settings };
    readField(this.#code, draft, name, value);
    if (isCertain(statement, draft.maker)) return;
    // It may be so, or as it was.
    for (const [key, setting] of Object.entries(draft.settings)) {
      if (setting !== before[key as keyof Settings]) Object.assign(draft.settings, { [key]: computed(statement) });
    }
  }

  #isGiven(operand: Syntax): boolean {
    return operand.is('identifier') && this.#code.types.resolve(operand)?.kind === 'param';
  }

  /** The call in this function from whose result an operand has its value. */
  #localMaker(operand: Syntax): Syntax | undefined {
    if (!operand.is('identifier')) return undefined;
    const declared = this.#code.types.resolve(operand);
    return declared?.scope && declared.kind === 'var' && declared.value?.is('call_expression')
      ? declared.value
      : undefined;
  }
}

function makeComputed(draft: Draft, name: string, value: Syntax): void {
  const setting = TRANSPORT_FIELDS[name]?.setting;
  if (setting) Object.assign(draft.settings, { [setting]: computed(value) });
}

function isBeside(maker: Syntax, statement: Syntax): boolean {
  return topFunction(maker) !== undefined && topFunction(maker) === topFunction(statement);
}

/** Whether a statement runs whenever the transport is made: no condition stands between them. */
function isCertain(statement: Syntax, maker: Syntax): boolean {
  for (const outer of statement.ancestors()) {
    if (outer.contains(maker) || outer.is(...FUNCTIONS)) return true;
    if (outer.is('if_statement', 'for_statement', 'expression_case', 'default_case', 'type_case', 'communication_case'))
      return false;
  }
  return true;
}
