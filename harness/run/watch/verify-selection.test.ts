import { describe, expect, it } from 'vitest';
import type { Selection } from '../../record/watch.ts';
import { makeProcFolder } from '../../recorders/kernel/testing/proc-folder.ts';
import { verifySelection } from './verify-selection.ts';

const MACHINE = {
  'self/status': '',
  '10/stat': '10 (node) S 1 10 0 0',
  '10/comm': 'node',
  '10/fd/3': '-> /dev/null',
};
const selection = (asked: Partial<Selection>): Selection => ({ pids: [], names: [], groups: [], ...asked });

describe('who is to be watched', () => {
  it('is there and may be looked at', async () => {
    await using proc = await makeProcFolder(MACHINE);
    expect(() => verifySelection(selection({ pids: [10], names: ['node'], groups: [10] }), proc.root)).not.toThrow();
  });

  it.each<[Partial<Selection>, RegExp]>([
    [{}, /^It was not said which process to watch\.$/],
    [{ pids: [10, 11] }, /^There is no process 11\.$/],
    [{ names: ['nginx'] }, /^No process has the name 'nginx'\.$/],
    [{ groups: [7] }, /^No process is in the group 7\.$/],
  ])('is asked for again where it is %j', async (asked, message) => {
    await using proc = await makeProcFolder(MACHINE);
    const refused = expect.objectContaining({ exitCode: 64, message: expect.stringMatching(message) });
    expect(() => verifySelection(selection(asked), proc.root)).toThrow(refused);
  });

  it('cannot be known without a /proc', async () => {
    await using proc = await makeProcFolder();
    expect(() => verifySelection(selection({ pids: [10] }), proc.root)).toThrow(/which is not there/);
  });
});
