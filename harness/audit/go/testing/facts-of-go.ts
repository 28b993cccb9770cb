import type { Facts } from '../../facts/facts.ts';
import { go } from '../read.ts';

/** What is read of one file, or of several of one package, that stand nowhere but in a test. */
export function factsOfGo(...texts: string[]): Promise<Facts> {
  return go.read(
    texts.map((text, index) => ({ path: `/nowhere/${index}.go`, name: `${index}.go`, text, isTest: false })),
  );
}
