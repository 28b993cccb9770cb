import { goneSentences } from '../core/shard-words.ts';
import { formatCount } from '../core/units.ts';
import type { ComparisonRecord } from '../record/comparison.ts';
import type { RunRecord } from '../record/schema.ts';
import { isWhole, type MergedShard } from '../record/shards.ts';

type Divided = Pick<RunRecord, 'shards'>;

const MOST_NAMED = 3;
/** More shards, or remarks, than anybody reads. */
const MOST_LISTED = 12;

/** What is missing of a run that was divided, as sentences after its verdict; empty where nothing is. */
export function missingText({ shards }: Divided): string {
  if (!shards || isWhole({ shards })) return '';
  return [
    ...goneSentences(shards).map((sentence) => ` ${sentence}`),
    shards.missingCases.length > 0 ? ` ${casesText(shards.missingCases)} not played.` : '',
  ].join('');
}

/** A line for each shard, then what must be known beside; empty where the run was not divided. */
export function shardsText({ shards }: Divided): string {
  if (!shards) return '';
  return shardLines(shards, ({ cases }) => formatCount(cases, 'case'));
}

/** The same of a comparison. */
export function comparisonShardsText({ shards }: Pick<ComparisonRecord, 'shards'>): string {
  if (!shards) return '';
  return shardLines(shards, ({ configurations, rounds, requests }) => {
    const work = requests === null ? '' : ` of ${formatCount(requests, 'request')} a window`;
    return `${configurations.join(', ')}, ${formatCount(rounds, 'round')}${work},`;
  });
}

interface Merged<Shard> {
  total: number;
  merged: readonly Shard[];
  remarks: readonly string[];
}

function shardLines<Shard extends Head>({ total, merged, remarks }: Merged<Shard>, tell: (shard: Shard) => string) {
  const each = merged.map((shard) => `  ${shard.index}/${total}: ${tell(shard)} ${placeText(shard)}`);
  const head = `Merged from ${merged.length} of ${formatCount(total, 'shard')}:`;
  return `${[head, ...listed(each, '  '), ...listed(remarks)].join('\n')}\n`;
}

/** The record has all of them. */
function listed(lines: readonly string[], indent = ''): string[] {
  const rest = lines.length - MOST_LISTED;
  return rest > 0 ? [...lines.slice(0, MOST_LISTED), `${indent}and ${rest} more`] : [...lines];
}

type Head = Pick<MergedShard, 'index' | 'attempt' | 'host' | 'ended' | 'startedAt'>;

function placeText({ attempt, host, ended, startedAt }: Head): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const cut = ended === 'interrupted' ? ', interrupted' : '';
  return `on ${host} from ${startedAt}${again}${cut}`;
}

function casesText(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join('; ');
  return `${named}${rest > 0 ? ` and ${rest} more` : ''} ${names.length === 1 ? 'was' : 'were'}`;
}
