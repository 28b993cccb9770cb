import { formatCount } from '../core/units.ts';
import type { RunRecord } from '../record/schema.ts';
import { isWhole, type MergedShard, type Shards } from '../record/shards.ts';

type Divided = Pick<RunRecord, 'shards'>;

const MOST_NAMED = 3;
/** More shards, or remarks, than anybody reads. */
const MOST_LISTED = 12;

/** What is missing of a run that was divided, as sentences after its verdict; empty where nothing is. */
export function missingText({ shards }: Divided): string {
  if (!shards || isWhole({ shards })) return '';
  const cut = shards.merged.filter(({ ended }) => ended === 'interrupted').map(({ index }) => index);
  return [
    shards.missing.length > 0 ? ` ${numbered(shards.missing)} of ${shards.total} left no blob.` : '',
    cut.length > 0 ? ` ${numbered(cut)} of ${shards.total} ended before its time.` : '',
    shards.missingCases.length > 0 ? ` ${casesText(shards.missingCases)} not played.` : '',
  ].join('');
}

/** The shards of a run in one line; empty where it was not divided. */
export function shardsLine({ shards }: Divided): string {
  return shards ? `Merged from ${shards.merged.length} of ${formatCount(shards.total, 'shard')}` : '';
}

/** A line for each shard, then what must be known beside; empty where the run was not divided. */
export function shardsText(record: Divided): string {
  const { shards } = record;
  if (!shards) return '';
  const each = shards.merged.map((shard) => `  ${shardText(shard, shards)}`);
  const lines = [`${shardsLine(record)}:`, ...listed(each, '  '), ...listed(shards.remarks)];
  return `${lines.join('\n')}\n`;
}

/** The record has all of them. */
function listed(lines: readonly string[], indent = ''): string[] {
  const rest = lines.length - MOST_LISTED;
  return rest > 0 ? [...lines.slice(0, MOST_LISTED), `${indent}and ${rest} more`] : [...lines];
}

function shardText({ index, attempt, host, cases, ended, startedAt }: MergedShard, { total }: Shards): string {
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const cut = ended === 'interrupted' ? ', interrupted' : '';
  return `${index}/${total}: ${formatCount(cases, 'case')} on ${host} from ${startedAt}${again}${cut}`;
}

function numbered(indexes: readonly number[]): string {
  return `Shard${indexes.length === 1 ? '' : 's'} ${indexes.join(', ')}`;
}

function casesText(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join('; ');
  return `${named}${rest > 0 ? ` and ${rest} more` : ''} ${names.length === 1 ? 'was' : 'were'}`;
}
