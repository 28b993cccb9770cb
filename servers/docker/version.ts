/**
 * The daemon that the mock passes for: Docker 20.10.24, whose answers were recorded. Everything that a client can see
 * of the version stands here and nowhere else.
 */
export const DAEMON = {
  version: '20.10.24+dfsg1',
  apiVersion: '1.41',
  minApiVersion: '1.12',
  gitCommit: '5d6db84',
  goVersion: 'go1.19.8',
  os: 'linux',
  arch: 'amd64',
  kernelVersion: '6.1.0-18-amd64',
  buildTime: '2026-05-07T21:09:36.000000000+00:00',
} as const;

/** Negative where `a` is older than `b`; parts are compared as numbers, a missing part as 0, as dockerd does. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let part = 0; part < Math.max(left.length, right.length); part += 1) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
