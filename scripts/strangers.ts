import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packInto } from './package/pack.ts';
import { provideNode } from './strangers/nodes.ts';
import { REPOSITORIES } from './strangers/repositories.ts';
import { useIn } from './strangers/use.ts';

// What a stranger does with the package: three fresh repositories on three versions of Node install what `npm pack`
// packs, and use all that it offers. Takes packages from the registry and about ten minutes, so that the nightly CI
// runs it, and not `npm test`.

const { values } = parseArgs({
  options: {
    package: { type: 'string' },
    repository: { type: 'string', multiple: true, default: REPOSITORIES.map(({ name }) => name) },
    node: { type: 'string', multiple: true, default: ['22.18', '24', '26'] },
    keep: { type: 'boolean', default: false },
  },
});

const folder = await mkdtemp(path.join(tmpdir(), 'poolproof-strangers-'));
let failures = 0;
try {
  const packed = values.package === undefined ? await packInto(folder) : path.resolve(values.package);
  for (const version of values.node) {
    const node = await provideNode(version);
    for (const repository of REPOSITORIES.filter(({ name }) => values.repository.includes(name))) {
      const home = path.join(folder, `${repository.name}-${version}`);
      for await (const { step, problem } of useIn(home, repository, { packed, node })) {
        process.stdout.write(`${problem === null ? '✓' : '✗'} Node ${version}, ${repository.name}: ${step}\n`);
        if (problem === null) continue;
        failures += 1;
        process.stdout.write(`${problem}\n`);
      }
    }
  }
} finally {
  if (values.keep) process.stdout.write(`Kept: ${folder}\n`);
  else await rm(folder, { recursive: true, force: true });
}
process.exitCode = failures === 0 ? 0 : 1;
