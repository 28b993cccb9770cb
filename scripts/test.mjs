// Every test that there is, in the order in which a mistake is cheapest to find. Plain JavaScript, so that an old Node
// gets a sentence instead of a syntax error.
import { spawnSync } from 'node:child_process';

const [major] = process.versions.node.split('.').map(Number);
if (major < 26) {
  console.error(
    `The tests need Node 26, and this is Node ${process.versions.node}: run \`npm ci --allow-scripts=node\` first.`,
  );
  process.exit(70);
}

const STEPS = [
  ['types', 'tsc', ['--noEmit']],
  ['types of the page', 'tsc', ['--noEmit', '-p', 'harness/report/html/page']],
  ['lint and format', 'biome', ['check', '.']],
  ['floors', 'depcruise', ['harness', 'servers', 'scenarios']],
  ['unused code and packages', 'knip', []],
  ['tests', 'vitest', ['run', ...process.argv.slice(2)]],
];

for (const [name, command, args] of STEPS) {
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`\n${name}: failed`);
    process.exit(1);
  }
}
