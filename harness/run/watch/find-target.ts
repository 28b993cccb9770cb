import { lookup } from 'node:dns/promises';
import { realpath, stat } from 'node:fs/promises';
import { isIP } from 'node:net';
import path from 'node:path';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import type { WatchTarget } from '../../recorders/watch/connections.ts';

const DEFAULT_PORTS: Record<string, number | undefined> = { http: 80, https: 443 };
const HIGHEST_PORT = 65_535;

/** Where connections go, from '127.0.0.1:3100', '[::1]:80', 'loki:3100', 'http://loki:3100' or a Unix socket's path. */
export async function findTarget(to: string): Promise<WatchTarget> {
  const socketPath = socketPathOf(to);
  if (socketPath !== undefined) return { paths: await pathsOf(socketPath) };
  const { host, port } = hostAndPort(to);
  return { addresses: await addressesOf(host), port };
}

/** Each place of a target as people write it. */
export function placesOf(target: WatchTarget): string[] {
  if ('paths' in target) return target.paths;
  return target.addresses.map((ip) => (isIP(ip) === 6 ? `[${ip}]:${target.port}` : `${ip}:${target.port}`));
}

/** A path has a slash, or begins with @ where it is a name that the kernel alone knows (unix(7), abstract). */
function socketPathOf(to: string): string | undefined {
  const [, afterScheme] = /^unix:(?:\/\/)?(.+)$/.exec(to) ?? [];
  if (afterScheme !== undefined) return afterScheme;
  return to.startsWith('@') || (to.includes('/') && !to.includes('://')) ? to : undefined;
}

/** The kernel shows the path that the server has bound, which another one may lead to. */
async function pathsOf(socketPath: string): Promise<string[]> {
  if (socketPath.startsWith('@')) return [socketPath];
  const absolute = path.resolve(socketPath);
  const found = await stat(absolute).catch(() => undefined);
  if (found && !found.isSocket()) throw badAddress(socketPath, 'is no socket');
  return [...new Set([socketPath, absolute, found ? await realpath(absolute) : absolute])];
}

function hostAndPort(to: string): { host: string; port: number } {
  const [, scheme = '', bracketed, plain, port] =
    /^(?:([a-z]+):\/\/)?(?:\[([^\]]+)\]|([^:/[\]\s]+))(?::(\d+))?(?:\/.*)?$/.exec(to) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? DEFAULT_PORTS[scheme] : Number(port);
  if (host === undefined || number === undefined)
    throw badAddress(to, 'is neither HOST:PORT nor the path of a Unix socket');
  if (number < 1 || number > HIGHEST_PORT) throw badAddress(to, `has no port from 1 to ${HIGHEST_PORT}`);
  return { host, port: number };
}

/** A client that connects to 'any address' connects to this machine. */
const ANY: Record<string, string | undefined> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** All addresses that a name has now, as this machine resolves it. */
async function addressesOf(host: string): Promise<string[]> {
  const [ip = ''] = host.split('%');
  if (isIP(ip) !== 0) return [ANY[ip] ?? ip];
  try {
    return [...new Set((await lookup(host, { all: true })).map(({ address }) => address))];
  } catch (error) {
    throw badAddress(host, `has no address: ${messageOf(error)}`, error);
  }
}

function badAddress(to: string, why: string, cause?: unknown): PoolproofError {
  return new PoolproofError('BAD_ADDRESS', `'${to}' ${why}.`, {
    exitCode: EXIT.usage,
    hint: "Say where the connections go: --to 127.0.0.1:3100, '[::1]:80', loki:3100 or /run/docker.sock.",
    cause,
  });
}
