import type { TargetKind } from '../harness/scenario/types.ts';
import type { Mock } from './mock.ts';

/** The mock of that kind. Each is loaded only where it plays: without the others a server starts sooner and is smaller. */
export async function makeMock(kind: TargetKind): Promise<Mock> {
  switch (kind) {
    case 'loki':
      return (await import('./loki/mock.ts')).makeLokiMock();
    case 'docker':
      return (await import('./docker/mock.ts')).makeDockerMock();
    case 'http':
      return (await import('./http/mock.ts')).makeHttpMock();
  }
}
