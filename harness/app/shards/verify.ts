import { isDeepStrictEqual } from 'node:util';
import { commandLine } from '../../core/command-line.ts';
import { EXIT, PoolproofError } from '../../core/errors.ts';
import { getOrInsert } from '../../core/get-or-insert.ts';
import type { ReadBlob } from '../../record/blob/read.ts';
import { type Blob, type BlobKind, FINGERPRINTS, type Fingerprint, kindOfBlob } from '../../record/blob/schema.ts';

/**
 * Throws where blobs are not of one run, are there twice, or are not of the same scenarios, packages and machines, with
 * all that is wrong at once. What may be mixed because the reader says so comes back as sentences.
 */
export function verifyBelongTogether(
  read: readonly ReadBlob[],
  latest: readonly ReadBlob[],
  allowMixed: readonly Fingerprint[],
): string[] {
  const blobs = latest.map(({ blob }) => blob);
  const runs = mixedIn(latest, ({ runId }) => runId);
  if (runs) throw refused(`The blobs are of more than one run: ${runs}.`, 'Merge those of one run at a time.');
  const totals = mixedIn(latest, ({ total }) => `${total}`);
  if (totals) throw refused(`The run was divided by different totals: ${totals}.`, 'Run the odd shards again.');
  const mixed = FINGERPRINTS.flatMap((name) => {
    const values = mixedIn(latest, ({ fingerprints }) => fingerprints[name]);
    return values ? [{ name, text: `The shards have different ${NAMES[name]}: ${values}.` }] : [];
  });
  const refusals = mixed.filter(({ name }) => !allowMixed.includes(name));
  const wrong = [...duplicates(read), ...refusals.map(({ text }) => text), ...otherDivision(blobs)];
  const hint = refusals.map(({ name }) => `--allow-mixed ${name}`).join(' ');
  if (wrong.length > 0) {
    throw refused(wrong.join('\n'), hint === '' ? RUN_AGAIN : `${RUN_AGAIN} Or say that it does not matter: ${hint}.`);
  }
  return mixed.map(({ text }) => text);
}

/** Throws where blobs are of another kind. */
export function verifyKind(read: readonly ReadBlob[], kind: BlobKind): void {
  const other = read.find(({ blob }) => kindOfBlob(blob) !== kind);
  if (!other) return;
  const its = kindOfBlob(other.blob);
  const how =
    its === 'night'
      ? `\`${commandLine('nightly', '--from-shards BLOB...')}\``
      : `\`${commandLine('merge', 'BLOB...')}\`, by themselves`;
  throw refused(`${other.file} is the blob of a ${its}.`, `Those are merged by ${how}.`);
}

const RUN_AGAIN = 'Run the odd shards again, or leave their blobs out.';

const NAMES: Record<Fingerprint, string> = {
  scenarios: 'scenarios',
  lockfile: 'lockfiles',
  node: 'versions of Node',
  processor: 'processors',
  poolproof: 'versions of poolproof',
};

/** Which value is of which shards; undefined where all have the same. */
function mixedIn(read: readonly ReadBlob[], tell: (blob: Blob) => string): string | undefined {
  const shardsOf = new Map<string, number[]>();
  for (const { blob } of read) getOrInsert(shardsOf, tell(blob), () => []).push(blob.index);
  if (shardsOf.size < 2) return undefined;
  return [...shardsOf].map(([value, shards]) => `'${value}' (shard ${shards.join(', ')})`).join(', ');
}

/** The same attempt at the same shard cannot be there twice. */
function duplicates(read: readonly ReadBlob[]): string[] {
  const filesOf = new Map<string, string[]>();
  for (const { file, blob } of read) {
    getOrInsert(filesOf, `Shard ${blob.index}, attempt ${blob.attempt}`, () => []).push(file);
  }
  return [...filesOf].flatMap(([name, files]) =>
    files.length > 1 ? [`${name}, is there ${files.length} times: ${files.join(', ')}.`] : [],
  );
}

/** Each shard reckons the division by itself, from what it was told. */
function otherDivision([first, ...others]: readonly Blob[]): string[] {
  if (!first) return [];
  const kind = kindOfBlob(first);
  const same = kind === 'comparison' ? 'configurations and the same --reference' : '--times FILE';
  return others.flatMap(({ index, plan }) =>
    isDeepStrictEqual(plan, first.plan)
      ? []
      : [`Shard ${index} divided the ${kind} otherwise than shard ${first.index}: give all of them the same ${same}.`],
  );
}

function refused(message: string, hint: string): PoolproofError {
  return new PoolproofError('NOT_TOGETHER', message, { exitCode: EXIT.input, hint });
}
