import { expect, it } from 'vitest';
import { verifyGauges } from './verify-gauges.ts';

const WATCHED = { addresses: ['127.0.0.1'], port: 3_100 };
const verify = (url: string, target: Parameters<typeof verifyGauges>[1] = WATCHED) =>
  verifyGauges([{ name: 'open', url, metric: null }], target);

it('a gauge that is told at the watched address is refused: our own questions would count', () => {
  for (const host of ['127.0.0.1', 'localhost']) {
    expect(() => verify(`http://${host}:3100/metrics`)).toThrow(
      expect.objectContaining({
        exitCode: 64,
        message: `The gauge 'open' is told at http://${host}:3100/metrics, the address that is watched.`,
      }),
    );
  }
  expect(() => verify('http://[::1]/', { addresses: ['::1'], port: 80 })).toThrow('is watched');
});

it('one at another port or another address is not', () => {
  verify('http://127.0.0.1:6060/debug/pprof/goroutine?debug=1');
  verify('http://127.0.0.2:3100/');
  verify('http://127.0.0.1:3100/', { addresses: ['10.0.0.7'], port: 3_100 });
  verify('http://127.0.0.1:3100/', { paths: ['/run/docker.sock'] });
});
