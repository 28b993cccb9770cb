/** Deeper code overflows the stack of a parser, which ends the process; no one writes it. */
const DEEPEST = 1_000;

/**
 * Brackets, ends of statements, and what nests to the right without a bracket: `a => b => c`, `a ? b : c ? d : e`,
 * `else if`, `a = b = c`, `<a><b>`. What goes on with the line before it ends nothing.
 */
const GOES_ON = '(?!\\s{0,40}(?:[?:.=&|+\\-*/<>),\\]}]|else\\b))';
const WORDS = 'if|else|for|while|do|with|new|yield|await|typeof|void|delete';
const TOKEN = new RegExp(
  `[([{]|[)\\]]|}|,|[;\\n]${GOES_ON}|=>|[?:]|=(?!=)|\\b(?:${WORDS})\\b|<(?=[A-Za-z])|</|/>`,
  'g',
);

/** Whether code may nest so deeply that it cannot be parsed; a rough count from above, by its characters alone. */
export function nestsTooDeeply(text: string): boolean {
  // For each open bracket, how often the code behind it nests without one.
  const levels = [0];
  let depth = 0;
  const goesOn = new RegExp(`^${GOES_ON}`);
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const here = levels.length - 1;
    const own = levels[here] as number;
    if ('([{'.includes(token)) {
      levels.push(0);
      depth += 1;
    } else if (')]}'.includes(token)) {
      depth -= own + (here > 0 ? 1 : 0);
      if (here > 0) levels.pop();
      else levels[0] = 0;
      if (token === '}' && goesOn.test(text.slice(index + 1, index + 48))) {
        depth -= levels.at(-1) as number;
        levels[levels.length - 1] = 0;
      }
    } else if (token === ';' || token === '\n' || token === ',') {
      depth -= own;
      levels[here] = 0;
    } else {
      const change = token === '</' || token === '/>' ? -Math.min(1, own) : 1;
      depth += change;
      levels[here] = own + change;
    }
    if (depth > DEEPEST) return true;
  }
  return false;
}
