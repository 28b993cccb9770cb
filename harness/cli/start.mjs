// The first file that runs, in JavaScript that any Node of the last ten years can read: an older runtime gets a
// sentence, not a syntax error. The lockfile pins the Node that every measurement runs on; npm scripts find it in
// node_modules.
const [major, minor] = process.versions.node.split('.').map(Number);
const runsTypeScript = major > 24 || (major === 24 && minor >= 2);

if (runsTypeScript) {
  keepCompiledCode();
  import('./main.ts').then(({ main }) => main(process.argv.slice(2)));
} else {
  process.stderr.write(
    `poolproof needs Node 26, and this is Node ${process.versions.node}: run \`npm ci --allow-scripts=node\`` +
      ' (an install script of the package "node" fetches it and was blocked), or start it with Node 26 yourself.\n',
  );
  process.exitCode = 70;
}

// A run starts some thirty processes of the same files: each reads what the first one compiled. Where there is no place
// to keep it, each compiles for itself.
function keepCompiledCode() {
  const { fileURLToPath } = process.getBuiltinModule('node:url');
  const folder = new URL('../../node_modules/.cache/poolproof-compile', import.meta.url);
  process.env.NODE_COMPILE_CACHE ??= fileURLToPath(folder);
  process.getBuiltinModule('node:module').enableCompileCache(process.env.NODE_COMPILE_CACHE);
}
