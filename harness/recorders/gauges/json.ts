import { getProperty } from 'dot-prop';
import { messageOf } from '../../core/errors.ts';
import { figure, type Reading, someOf } from './reading.ts';

/** A number at a path such as `pool.busy` or `pools[0].busy`; a dot in a name is written `\.`. */
export function readJson(text: string, path: string | null): Reading {
  let found: unknown;
  try {
    const document: unknown = JSON.parse(text);
    if (path === null) return whole(document);
    found = getProperty(document as object, path);
    if (found === undefined) return { reason: `the answer has no ${path}${namesIn(document)}` };
  } catch (error) {
    return { reason: `${path ?? 'a number'} cannot be read from the answer: ${messageOf(error)}` };
  }
  if (typeof found === 'number') return figure(found);
  return { reason: `${path} is ${JSON.stringify(found).slice(0, 40)}, which is no number` };
}

function whole(document: unknown): Reading {
  if (typeof document === 'number') return figure(document);
  return { reason: `the answer is JSON and needs a path, as in URL#PATH${namesIn(document)}` };
}

function namesIn(document: unknown): string {
  if (typeof document !== 'object' || document === null) return '';
  return `; there is ${someOf(Object.keys(document))}`;
}
