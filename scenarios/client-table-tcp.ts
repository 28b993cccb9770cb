import { defineScenario, loki } from '../harness/index.ts';
import clientTable from './client-table.ts';

export default defineScenario({
  ...clientTable,
  name: 'client-table-tcp',
  about: "The clients of undici's published table as log shippers on TCP: 100 pushes at a time over 50 connections.",
  target: loki({ behaviour: { delayMs: 1 } }),
});
