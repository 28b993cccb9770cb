import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { renderHtml } from '../../harness/report/html/render.ts';
import { makeSampleRun } from '../../harness/report/testing/sample-run.ts';

export const PICTURE = fileURLToPath(new URL('../../.github/page.png', import.meta.url));
export const STAMP = fileURLToPath(new URL('../../.github/page.png.sha256', import.meta.url));

/** A fingerprint of what the code draws from one and the same run: it changes when the page does. */
export function pageFingerprint(): string {
  return createHash('sha256').update(renderHtml(makeSampleRun())).digest('hex');
}
