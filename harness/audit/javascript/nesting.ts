/** Deeper code overflows the stack of a parser, which ends the process; no one writes it. */
const DEEPEST = 1_000;

const OPENING = new Set('([{');
const CLOSING = new Set(')]}');
/** What nests to the right without a bracket: `a => b => c`, `a ? b : c ? d : e`, `else if`, `a = b = c`, `<a><b>`. */
const NESTS = /^(?:=>|\?|=(?!=)|else\b|<(?=[A-Za-z]))/;
const ENDS_TAG = /^(?:<\/|\/>)/;
/** A line that begins so goes on with the one before. */
const GOES_ON = /^\s*(?:[?:.=&|+\-*/<>),\]}]|else\b)/;

/** Whether code may nest so deeply that it cannot be parsed; a rough count from above, by its characters alone. */
export function nestsTooDeeply(text: string): boolean {
  // For each open bracket, how often the code behind it nests without one.
  const levels = [0];
  let depth = 0;
  const addHere = (count: number) => {
    const here = levels.length - 1;
    const change = Math.max(count, -(levels[here] as number));
    levels[here] = (levels[here] as number) + change;
    depth += change;
  };
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] as string;
    if (OPENING.has(character)) {
      levels.push(0);
      depth += 1;
    } else if (CLOSING.has(character)) {
      addHere(Number.NEGATIVE_INFINITY);
      if (levels.length > 1) levels.pop();
      depth = Math.max(0, depth - 1);
    } else if (character === ';' || character === '\n') {
      if (!GOES_ON.test(text.slice(index + 1, index + 40))) addHere(Number.NEGATIVE_INFINITY);
    } else if ('=?e<'.includes(character) && NESTS.test(text.slice(index, index + 6))) {
      addHere(1);
    } else if ('</'.includes(character) && ENDS_TAG.test(text.slice(index, index + 2))) {
      addHere(-1);
    }
    if (depth > DEEPEST) return true;
  }
  return false;
}
