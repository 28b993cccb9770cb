/** One metric with all its label sets. */
export interface Family {
  name: string;
  help: string;
  type: 'counter' | 'gauge';
  samples: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
}

/** The text exposition format of Prometheus, version 0.0.4. */
export const PROMETHEUS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8; escaping=values';

export function prometheusText(families: readonly Family[]): string {
  return families
    .map(({ name, help, type, samples }) => {
      const lines = samples.map(({ labels = {}, value }) => `${name}${labelsText(labels)} ${value}\n`);
      return `# HELP ${name} ${escaped(help, /[\\\n]/g)}\n# TYPE ${name} ${type}\n${lines.join('')}`;
    })
    .join('');
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text, /[\\\n"]/g)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

/** The format knows these escapes and no other: a tab, for one, stands as it is. */
function escaped(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
