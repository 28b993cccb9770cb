import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
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

/** It changes when the page does. */
export function fingerprintOf({ drawSample }: Pictured): string {
  return createHash('sha256').update(drawSample()).digest('hex');
}

function pictured(name: string, drawSample: () => string): Pictured {
  const file = fileURLToPath(new URL(`../../.github/${name}`, import.meta.url));
  return { file, stamp: `${file}.sha256`, drawSample };
}
