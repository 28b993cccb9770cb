import { readExposition } from './exposition.ts';
import { readGoroutines } from './goroutines.ts';
import { readJson } from './json.ts';
import type { Reading } from './reading.ts';

/** A gzip begins so, and with it a binary profile. */
const GZIP = '\u001f';

/** The figure that is asked for, out of an answer that says by itself what it is. */
export function readGauge(body: string, metric: string | null): Reading {
  const text = body.trim();
  if (text.startsWith('goroutine profile:')) {
    if (metric === null) return readGoroutines(text);
    return { reason: `a goroutine profile is one figure, its total; leave out #${metric}` };
  }
  if (text.startsWith(GZIP) || /^goroutine \d/.test(text)) {
    return { reason: 'a goroutine profile is read in the form that it has with ?debug=1' };
  }
  if (/^[[{]/.test(text) || Number.isFinite(Number.parseFloat(text))) return readJson(text, metric);
  return readExposition(text, metric);
}
