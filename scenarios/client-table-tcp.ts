import { defineScenario, loki } from '../harness/index.ts';
import clientTable from './client-table.ts';

const { requests: _pings, ...table } = clientTable;

export default defineScenario({
  ...table,
  name: 'client-table-tcp',
  about: "The clients of undici's published table as log shippers on TCP: 100 pushes at a time over 50 connections.",
  // A push must not be sent twice, so that undici pipelines none: here each connection carries one request at a time.
  target: loki({ behaviour: { delayMs: 1 } }),
});
