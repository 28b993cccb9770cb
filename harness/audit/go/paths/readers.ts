import type { Code } from '../code.ts';
import { FUNCTIONS } from '../scope.ts';
import type { Syntax } from '../syntax.ts';
import type { Followed } from './walk.ts';

// What functions do to the answer or the body that they are given, where only their name is known.

/** They read to the end: then the connection is free, whether it is closed or not. */
const READS_ALL = /^(io|ioutil)\.(ReadAll|Copy|CopyBuffer)$|\.ReadFrom$/;
/** They read what they are given and leave its closing to the caller. */
const READERS = [/^(io|ioutil)\.(CopyN|ReadFull|ReadAtLeast)$/, /^(fmt|log)\./, /^(len|string|print|println)$/];
/** They make a reader of it, which reads as far as it is read itself. */
const WRAPPERS =
  /^(io|ioutil)\.(LimitReader|TeeReader|NopCloser|MultiReader)$|\.(NewDecoder|NewReader|NewReaderSize|NewScanner)$/;
const CLOSES_BY_NAME = /close|drain|discard|cleanup/i;
const USUAL_ANSWER_BYTES = 65_536;
const DUMPS = 'net/http/httputil.DumpResponse';

type Effect = ReturnType<Followed['effectOf']>;

/** What becomes of an argument; `endsWhenRead`: nothing is left to close once it was read to its end. */
export function effectByName(code: Code, call: Syntax, endsWhenRead: boolean): Effect {
  const callee = call.child('function');
  const name = callee?.text ?? '';
  if (CLOSES_BY_NAME.test(name)) return 'closes';
  // It reads all of the body and puts a copy in its place, unless it is asked for the head alone.
  if (code.types.qualified(callee) === DUMPS) {
    return code.values.of(call.child('arguments')?.children[1])?.value === false ? null : 'closes';
  }
  return effectOfReading(code, call, endsWhenRead);
}

/** `io.ReadAll(io.TeeReader(body, log))` reads to the end; `return bufio.NewReader(body)` leaves that to others. */
function effectOfWrapper(code: Code, wrapper: Syntax, endsWhenRead: boolean): Effect {
  // A decoder reads one value, a limited reader a part.
  const maker = wrapper.child('function')?.text ?? '';
  const isLimited = maker.endsWith('.LimitReader');
  const isPart = isLimited || maker.endsWith('.NewDecoder');
  const { parent } = wrapper;
  if (parent?.is('argument_list') && parent.parent) {
    const effect = effectOfReading(code, parent.parent, endsWhenRead);
    if (effect !== 'closes' || !isPart) return effect;
    return isLimited && !isShort(code.values.of(wrapper.child('arguments')?.children[1])?.value) ? 'hands on' : null;
  }
  if (parent?.is('selector_expression', 'expression_statement')) return null;
  const name = parent?.parent?.is('short_var_declaration', 'var_spec') ? nameOf(parent.parent) : undefined;
  if (name === undefined) return 'hands on';
  const isToTheEnd = endsWhenRead && !isPart && new RegExp(`for ${name}\\.Scan\\(\\)`).test(textAround(wrapper));
  return isToTheEnd || isHandedOn(name, wrapper) ? 'hands on' : null;
}

/** Whether answers may well be longer than a limit: what is shorter is read to its end. */
function isShort(limit: unknown): boolean {
  return typeof limit === 'number' && limit < USUAL_ANSWER_BYTES;
}

function nameOf(declaration: Syntax): string | undefined {
  return (declaration.child('left')?.children[0] ?? declaration.child('name'))?.text;
}

/** Whether more is done with a reader than to call its methods. */
function isHandedOn(name: string, wrapper: Syntax): boolean {
  const uses = [...(wrapper.enclosing(...FUNCTIONS)?.descendantsOf('identifier') ?? [])].filter(
    (one) => one.text === name && one.start > wrapper.start,
  );
  return uses.some((one) => one.field !== 'operand');
}

function textAround(wrapper: Syntax): string {
  return wrapper.enclosing(...FUNCTIONS)?.text ?? '';
}

/** What a call does to the body, or to a reader of it. */
function effectOfReading(code: Code, call: Syntax, endsWhenRead: boolean): Effect {
  const name = call.child('function')?.text ?? '';
  if (READS_ALL.test(name)) return endsWhenRead ? 'closes' : null;
  if (WRAPPERS.test(name)) return effectOfWrapper(code, call, endsWhenRead);
  return READERS.some((reader) => reader.test(name)) ? null : 'hands on';
}
