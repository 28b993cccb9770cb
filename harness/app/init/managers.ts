/** A package manager and what it is told. */
export interface Manager {
  name: string;
  lockfiles: readonly string[];
  /** Installs a package that only development needs. */
  add: string;
  /** Runs a script of package.json. */
  run: string;
}

/** The first one is taken where nothing tells. */
export const MANAGERS: readonly [Manager, ...Manager[]] = [
  {
    name: 'npm',
    lockfiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    add: 'npm install --save-dev',
    run: 'npm run',
  },
  { name: 'pnpm', lockfiles: ['pnpm-lock.yaml'], add: 'pnpm add --save-dev', run: 'pnpm run' },
  { name: 'yarn', lockfiles: ['yarn.lock'], add: 'yarn add --dev', run: 'yarn run' },
  { name: 'bun', lockfiles: ['bun.lock', 'bun.lockb'], add: 'bun add --dev', run: 'bun run' },
];
