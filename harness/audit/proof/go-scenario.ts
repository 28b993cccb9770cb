import type { AuditedTransport, Setting } from '../../record/audit.ts';
import { goProgram } from './go-program.ts';

/** A scenario that builds and plays a program with the settings of an http.Transport, and the files of the program. */
export function goScenario(
  transport: AuditedTransport,
  { name, load, target }: { name: string; load: object; target: object },
): { file: string; text: string }[] {
  const { at, constructedBy, settings } = transport;
  const { limit, idleLimit, idleMs, keepAlive } = settings;
  const promised = {
    ...promise('connections', limit),
    ...(keepAlive?.how === 'set' && keepAlive.value === false ? {} : promise('idle', idleLimit)),
    ...promise('idleMs', idleMs),
  };
  const scenario = {
    name,
    about: `${constructedBy} at ${at.file}:${at.line}, with the settings that stand there${leftOut(transport)}.`,
    target,
    load,
  };
  return [
    { file: `${name}.mjs`, text: scenarioText(scenario, promised) },
    { file: `${name}/main.go`, text: goProgram(transport) },
    { file: `${name}/go.mod`, text: `module ${name}\n\ngo 1.19\n` },
  ];
}

function scenarioText(scenario: { name: string }, promised: object): string {
  return `import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const program = path.join(import.meta.dirname, '${scenario.name}');
const executable = path.join(program, 'program');

/** Builds it with the Go that is installed; nothing is fetched. */
async function build() {
  try {
    await promisify(execFile)('go', ['build', '-o', executable, '.'], { cwd: program });
  } catch (error) {
    if (error.code === 'ENOENT') return 'Go is not installed';
    throw error;
  }
}

export default {
${entriesOf(scenario, 2)}
  prepare: build,
  configurations: {
    'as-written': {
      run: [executable],
      drive: 'http',
      ready: { url: '/healthz' },
${entriesOf(promised, 6)}
    },
  },
};
`;
}

function entriesOf(object: object, indent: number): string {
  return Object.entries(object)
    .map(([key, value]) => `${' '.repeat(indent)}${key}: ${JSON.stringify(value)},`)
    .join('\n');
}

function promise(name: string, setting: Setting<number> | undefined): object {
  const value = setting?.how === 'computed' ? undefined : setting?.value;
  return value !== undefined && Number.isFinite(value) ? { [name]: value } : {};
}

/** Settings that only the running program knows are not played. */
function leftOut({ settings }: AuditedTransport): string {
  const unknown = Object.entries(settings).flatMap(([name, setting]) => (setting.how === 'computed' ? [name] : []));
  return unknown.length === 0 ? '' : `; not known and left out: ${unknown.join(', ')}`;
}
