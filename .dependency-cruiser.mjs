// The floors of the house (see CONTRIBUTING.md): a module imports only lower floors of its own leg.
export const floors = {
  'harness/core': [],
  'harness/scenario': ['harness/core'],
  'harness/record': ['harness/core'],
  'harness/stats': ['harness/core', 'harness/record'],
  'harness/checks': ['harness/core', 'harness/record', 'harness/stats'],
  servers: ['harness/core', 'harness/scenario', 'harness/record'],
  'harness/transports': ['harness/core', 'harness/scenario', 'harness/record'],
  'harness/executors': ['harness/core', 'harness/scenario', 'harness/record'],
  'harness/recorders': ['harness/core', 'harness/scenario', 'harness/record'],
  'harness/audit': ['harness/core', 'harness/scenario', 'harness/record'],
  'harness/compare': ['harness/core', 'harness/record', 'harness/stats'],
  'harness/history': ['harness/core', 'harness/record', 'harness/stats', 'harness/compare'],
  'harness/report': ['harness/core', 'harness/record', 'harness/stats', 'harness/checks', 'harness/compare'],
  'harness/run': [
    'harness/core',
    'harness/scenario',
    'harness/record',
    'harness/stats',
    'servers',
    'harness/transports',
    'harness/executors',
    'harness/recorders',
  ],
  'harness/app': [
    'harness/core',
    'harness/scenario',
    'harness/record',
    'harness/stats',
    'harness/checks',
    'harness/compare',
    'harness/history',
    'harness/report',
    'harness/run',
    'harness/audit',
  ],
  'harness/matchers': [
    'harness/core',
    'harness/scenario',
    'harness/record',
    'harness/recorders',
    'harness/report',
    'harness/app',
  ],
  'harness/index.ts': ['harness/core', 'harness/scenario', 'harness/record', 'harness/app'],
  scenarios: ['harness/index.ts'],
};

// Tests may reach wherever the real thing is; the floors hold for what ships.
const shipped = { pathNot: '\\.test\\.ts$|/testing/' };

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle, types included, means that two modules are one.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(floors).map(([floor, below]) => ({
      name: `floor-${floor.replaceAll('/', '-')}`,
      severity: 'error',
      from: { path: `^${floor}(/|$)`, ...shipped },
      to: {
        path: '^(harness|servers|scenarios|scripts)/',
        pathNot: [floor, ...below].map((module) => `^${module}(/|$)`),
      },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js'] },
  },
};
