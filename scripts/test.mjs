// Every test that there is, in the order in which a mistake is cheapest to find; with arguments only those tests, as
// vitest takes them. Plain JavaScript, so that an old Node gets a sentence instead of a syntax error.
import { spawn } from 'node:child_process';

const [major] = process.versions.node.split('.').map(Number);
if (major < 26) {
  console.error(
    `The tests need Node 26, and this is Node ${process.versions.node}: run \`npm ci --allow-scripts=node\` first.`,
  );
  process.exit(70);
}

/** By its path: `typescript`, whose interface others need, brings a command of the same name. */
const TSC = 'node_modules/typescript-native/bin/tsc';

/** What reads the code and runs none of it: all at once. */
const STATIC = [
  ['types', 'node', [TSC, '--noEmit']],
  ['types of the page', 'node', [TSC, '--noEmit', '-p', 'harness/report/html/page']],
  ['lint and format', 'biome', ['check', '.']],
  ['floors', 'depcruise', ['harness', 'servers', 'scenarios']],
  ['unused code and packages', 'knip', []],
];

const asked = process.argv.slice(2);
const isWindows = process.platform === 'win32';
const running = new Set();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => end(130));
if (asked.length === 0) await Promise.all(STATIC.map((step) => run(step, 'pipe')));
await run(['tests', 'vitest', ['run', ...asked]], 'inherit');

/** Ends everything where the step fails, what still runs beside it too; what it printed is shown as one piece. */
function run([name, command, args], output) {
  return new Promise((resolve) => {
    const stdio = ['inherit', output, output];
    // A group of its own, so that it can be ended with what it starts: biome is a script that waits for a program.
    const detached = output === 'pipe' && !isWindows;
    const child = spawn(command, args, { stdio, detached, shell: isWindows });
    const kill = () => (detached && child.pid ? process.kill(-child.pid) : child.kill());
    running.add(kill);
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        printed += text;
      });
    }
    if (output === 'inherit') console.log(`\n== ${name}`);
    child.once('error', (error) => fail(name, error.message));
    child.once('close', (code) => {
      running.delete(kill);
      if (output === 'pipe') console.log(`\n== ${name}\n${printed.trimEnd()}`);
      if (code === 0) return resolve();
      fail(name, code === null ? 'ended by a signal' : 'failed');
    });
  });
}

/** The first failure is the one that is reported. */
function fail(name, why) {
  console.error(`\n${name}: ${why}`);
  end(1);
}

function end(code) {
  for (const kill of running) {
    try {
      kill();
    } catch {
      // It ended a moment ago.
    }
  }
  process.exit(code);
}
