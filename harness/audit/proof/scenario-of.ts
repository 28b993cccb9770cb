import path from 'node:path';
import type { AuditedTransport, AuditRecord, Setting, SettingName } from '../../record/audit.ts';
import { goScenario } from './go-scenario.ts';

/** A scenario file that plays a pool as the code has it. */
export interface WrittenScenario {
  file: string;
  text: string;
}

interface Played {
  transport: string;
  /** The option of each setting; a time that is off is 0 for it. */
  options: Partial<Record<SettingName, string>>;
}

const UNDICI: Played = {
  transport: 'undici-agent',
  options: {
    limit: 'connections',
    idleMs: 'keepAliveTimeout',
    connectTimeoutMs: 'connectTimeout',
    headersTimeoutMs: 'headersTimeout',
    bodyTimeoutMs: 'bodyTimeout',
  },
};
const NODE_HTTP: Played = {
  transport: 'http-agent',
  options: {
    limit: 'maxSockets',
    totalLimit: 'maxTotalSockets',
    idleLimit: 'maxFreeSockets',
    idleMs: 'timeout',
    keepAlive: 'keepAlive',
  },
};
const PLAYED: Record<string, Played> = { undici: UNDICI, 'node:http': NODE_HTTP, 'node:https': NODE_HTTP };

/** More than this in flight is no question of settings any more. */
const MOST_AT_A_TIME = 200;
const WITHOUT_LIMIT = 50;

/** For each pool of undici, node:http and Go a scenario with its very settings; those of others have none. */
export function scenariosOf({ transports, serverIdleMs }: AuditRecord): WrittenScenario[] {
  const used = new Set<string>();
  return transports.flatMap((transport) => {
    if (transport.library === 'net/http' && transport.constructedBy !== 'http.DefaultTransport') {
      const name = nameOf(transport, used);
      return goScenario(transport, { name, load: loadOf(transport), target: targetOf(serverIdleMs) });
    }
    const played = PLAYED[transport.library];
    if (!played || transport.id.startsWith('global:')) return [];
    const name = nameOf(transport, used);
    const scenario = { name, ...scenarioOf(transport, played, serverIdleMs) };
    return [{ file: `${name}.json`, text: `${JSON.stringify(scenario, null, 2)}\n` }];
  });
}

function scenarioOf(transport: AuditedTransport, played: Played, serverIdleMs: number | null) {
  const { at, constructedBy } = transport;
  const options = optionsOf(transport, played);
  return {
    about: `${constructedBy} at ${at.file}:${at.line}, with the settings that stand there${leftOut(transport, played)}.`,
    target: targetOf(serverIdleMs),
    requests: [{ path: '/ok?delayMs=20' }],
    load: loadOf(transport),
    configurations: { 'as-written': { transport: played.transport, ...options } },
  };
}

function targetOf(serverIdleMs: number | null) {
  return { kind: 'http', ...(serverIdleMs !== null && { behaviour: { idleTimeoutMs: serverIdleMs } }) };
}

/** Twice as many at a time as may be connected. */
function loadOf({ settings }: AuditedTransport) {
  const limit = [settings.limit, settings.totalLimit].map(finite).find((value) => value !== undefined);
  const concurrency = Math.min(MOST_AT_A_TIME, limit === undefined ? WITHOUT_LIMIT : limit * 2);
  return { concurrency, requests: concurrency * 20 };
}

/** What is set or computed from constants; a library's own defaults are its own when it runs, too. */
function optionsOf({ settings }: AuditedTransport, { transport, options }: Played): Record<string, number | boolean> {
  const entries = Object.entries(options).flatMap(([name, option]) => {
    const setting: Setting | undefined = settings[name as SettingName];
    if (setting?.how !== 'set') return [];
    if (setting.value !== Number.POSITIVE_INFINITY) return [[option, setting.value] as const];
    return name.endsWith('TimeoutMs') ? [[option, 0] as const] : [];
  });
  const found = Object.fromEntries(entries) as Record<string, number | boolean>;
  const { keepAlive } = settings;
  if (transport === 'undici-agent' && keepAlive?.how === 'set' && !keepAlive.value) found.pipelining = 0;
  // A scenario's http-agent keeps connections unless it is told not to; an Agent of one's own does not.
  if (transport === 'http-agent' && keepAlive?.how === 'default') found.keepAlive = keepAlive.value;
  return found;
}

/** Settings that only the running program knows are not played. */
function leftOut({ settings }: AuditedTransport, { options }: Played): string {
  const unknown = Object.entries(options)
    .filter(([name]) => settings[name as SettingName]?.how === 'computed')
    .map(([, option]) => option);
  return unknown.length === 0 ? '' : `; not known and left out: ${unknown.join(', ')}`;
}

function finite(setting: Setting<number> | undefined): number | undefined {
  return setting?.how === 'set' && Number.isFinite(setting.value) ? setting.value : undefined;
}

/** 'agent-ts-12': the file and the line. */
function nameOf({ at }: AuditedTransport, used: Set<string>): string {
  const base = `${path
    .basename(at.file)
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase()}-${at.line}`;
  let name = base;
  for (let count = 2; used.has(name); count += 1) name = `${base}-${count}`;
  used.add(name);
  return name;
}
