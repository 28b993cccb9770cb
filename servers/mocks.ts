import type { TargetKind } from '../harness/scenario/types.ts';
import { makeDockerMock } from './docker/mock.ts';
import { makeHttpMock } from './http/mock.ts';
import { makeLokiMock } from './loki/mock.ts';
import type { Mock } from './mock.ts';

export function makeMock(kind: TargetKind): Mock {
  switch (kind) {
    case 'loki':
      return makeLokiMock();
    case 'docker':
      return makeDockerMock();
    case 'http':
      return makeHttpMock();
  }
}
