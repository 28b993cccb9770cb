/** 'Shards 2, 4 of 8 left no blob'. */
export function leftNoBlob(missing: readonly number[], total: number): string {
  return `${numbered(missing)} of ${total} left no blob`;
}

/** What is not whole of a division, a sentence each. */
export function goneSentences({
  total,
  missing,
  merged,
}: {
  total: number;
  missing: readonly number[];
  merged: readonly { index: number; ended: 'whole' | 'interrupted' }[];
}): string[] {
  const cut = merged.filter(({ ended }) => ended === 'interrupted').map(({ index }) => index);
  return [
    ...(missing.length > 0 ? [`${leftNoBlob(missing, total)}.`] : []),
    ...(cut.length > 0 ? [`${numbered(cut)} of ${total} ended before its time.`] : []),
  ];
}

function numbered(indexes: readonly number[]): string {
  return `Shard${indexes.length === 1 ? '' : 's'} ${indexes.join(', ')}`;
}
