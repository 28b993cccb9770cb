const NAME = /[a-zA-Z_:][\w:]*/y;
const OPEN = /\s*\{/y;
const LABEL = /\s*([a-zA-Z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(?:,|(?=\}))/y;
const CLOSE = /\s*\}/y;

const ESCAPED: Record<string, string> = { '\\n': '\n', '\\"': '"', '\\\\': '\\' };

/** A series by its name and labels, as `http_requests{method="GET"}`. */
export interface SeriesName {
  name: string;
  labels: Record<string, string>;
}

/**
 * The series at the beginning of a text, in the exposition format of Prometheus (0.0.4), and what follows it: of a line
 * its value, of a selector nothing. Undefined: the text does not begin with one.
 */
export function readSeriesName(text: string): (SeriesName & { rest: string }) | undefined {
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const [name] = take(NAME) ?? [];
  if (name === undefined) return undefined;
  const labels: Record<string, string> = {};
  if (take(OPEN)) {
    for (let label = take(LABEL); label; label = take(LABEL)) labels[label[1] ?? ''] = unescaped(label[2] ?? '');
    if (!take(CLOSE)) return undefined;
  }
  return { name, labels, rest: text.slice(at) };
}

export function seriesText({ name, labels }: SeriesName): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}=${JSON.stringify(text)}`);
  return pairs.length > 0 ? `${name}{${pairs.join(',')}}` : name;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\./g, (pair) => ESCAPED[pair] ?? pair);
}
