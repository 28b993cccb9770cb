#!/usr/bin/env node
// The command of the installed package. It is built to plain JavaScript, which any Node of the last ten years can read:
// an older runtime gets a sentence, not a syntax error.
const OLDEST = [22, 18] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
  import('./main.ts').then(({ main }) => main(process.argv.slice(2)));
} else {
  process.stderr.write(
    `poolproof needs Node ${OLDEST.join('.')} or later, and this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 70;
}

export {};
