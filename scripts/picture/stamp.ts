import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { renderComparisonHtml } from '../../harness/report/comparison/render.ts';
import { makeComparison } from '../../harness/report/comparison/testing/sample-comparison.ts';
import { renderHtml } from '../../harness/report/html/render.ts';
import { makeSampleRun } from '../../harness/report/testing/sample-run.ts';

/**
 * A picture in the README, and the page that it shows: drawn from a made-up record it tells one state of the code from
 * another.
 */
export interface Pictured {
  file: string;
  stamp: string;
  drawSample(): string;
}

export const RUN = pictured('page.png', () => renderHtml(makeSampleRun()));
export const COMPARISON = pictured('comparison.png', () => renderComparisonHtml(makeComparison()));

/** It changes when the page does, not where another zlib packs the same otherwise. */
export function fingerprintOf({ drawSample }: Pictured): string {
  const unpacked = drawSample().replaceAll(PACKED, (_, tag: string, packed: string) => tag + textOf(packed));
  return createHash('sha256').update(unpacked).digest('hex');
}

const PACKED = /(<script [^>]*data-packed[^>]*>)([^<]*)/g;

function textOf(packed: string): string {
  return inflateRawSync(Buffer.from(packed, 'base64')).toString();
}

function pictured(name: string, drawSample: () => string): Pictured {
  const file = fileURLToPath(new URL(`../../.github/${name}`, import.meta.url));
  return { file, stamp: `${file}.sha256`, drawSample };
}
