import { EXIT, PoolproofError } from '../../core/errors.ts';
import type { WatchTarget } from '../../recorders/watch/connections.ts';
import type { GaugeSpec } from '../../scenario/types.ts';

const HTTP_PORT = 80;
const LOCALHOST = ['127.0.0.1', '::1'];

/** Throws where asking a gauge would open connections to the very address whose connections are watched. */
export function verifyGauges(gauges: readonly GaugeSpec[], target: WatchTarget): void {
  if (!('port' in target)) return;
  for (const { name, url } of gauges) {
    const { hostname, port } = new URL(url);
    const host = hostname.replaceAll(/[[\]]/g, '');
    const addresses = host === 'localhost' ? LOCALHOST : [host];
    if (Number(port || HTTP_PORT) !== target.port || !addresses.some((one) => target.addresses.includes(one))) continue;
    throw new PoolproofError('GAUGE_AT_TARGET', `The gauge '${name}' is told at ${url}, the address that is watched.`, {
      exitCode: EXIT.usage,
      hint: 'Our own questions would count as connections to it: ask at another port, or leave the gauge out.',
    });
  }
}
