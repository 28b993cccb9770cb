import type { TargetKind } from '../harness/scenario/types.ts';
import type { WorldOptions } from './docker/world/options.ts';
import type { LokiOverrides } from './loki/options.ts';
import type { Mock } from './mock.ts';

/** What each mock is to be like, where that is not its default. */
export interface MockOptions {
  loki?: LokiOverrides;
  docker?: Partial<WorldOptions>;
}

/**
 * The mock of that kind. Each is loaded only where it plays: without the others a server starts sooner and is smaller.
 */
export async function makeMock(kind: TargetKind, options: MockOptions = {}): Promise<Mock> {
  switch (kind) {
    case 'loki':
      return (await import('./loki/mock.ts')).makeLokiMock(options.loki);
    case 'docker':
      return (await import('./docker/mock.ts')).makeDockerMock(options.docker);
    case 'http':
      return (await import('./http/mock.ts')).makeHttpMock();
  }
}
