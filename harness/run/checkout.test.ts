import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HERE, latestCommits, openCheckout } from './checkout.ts';

describe.runIf(existsSync(path.join(HERE, '.git')))('a checkout of another commit', () => {
  it('has the files of the commit and packages, and is gone afterwards', async () => {
    const [commit = ''] = await latestCommits(1);
    let folder: string;
    {
      await using checkout = await openCheckout(commit);
      folder = checkout.folder;
      expect(await readdir(folder)).toEqual(expect.arrayContaining(['harness', 'scenarios', 'node_modules']));
      expect(existsSync(checkout.subjectEntry)).toBe(true);
    }
    expect(existsSync(path.dirname(folder))).toBe(false);
  });

  it('fails for a commit that is not here', async () => {
    await expect(openCheckout('0000000000ab')).rejects.toThrow(/0000000000ab/);
  });
});
