import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface ProcFolder extends AsyncDisposable {
  root: string;
  /** Writes more of them, or over them. */
  write(files: Record<string, string>): Promise<void>;
  /** A process that ends. */
  remove(name: string): Promise<void>;
}

/** A folder in the place of /proc: files by their path below it; of a link the text that it points to, after '-> '. */
export async function makeProcFolder(files: Record<string, string> = {}): Promise<ProcFolder> {
  const root = await mkdtemp(path.join(tmpdir(), 'poolproof-proc-'));
  const write = (more: Record<string, string>) => writeBelow(root, more);
  await write(files);
  return {
    root,
    write,
    remove: (name) => rm(path.join(root, name), { recursive: true }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

async function writeBelow(root: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    if (content.startsWith('-> ')) await symlink(content.slice(3), file);
    else await writeFile(file, content);
  }
}
