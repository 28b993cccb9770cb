import { expect, it } from 'vitest';
import { startServer } from '../run/server-process.ts';
import { openWorkplace } from '../run/workplace.ts';
import { DEFAULT_BEHAVIOUR } from '../scenario/defaults.ts';
import { verifyResiduals } from '../stats/leak-rule.ts';
import { collectedHeapBytes } from '../testing/collected-heap.ts';
import { type ServerRow, serversTable } from './servers-table.ts';
import { watchServers } from './servers-watch.ts';

const CYCLES = 12;
const LOOKS_A_CYCLE = 500;

it('the table of the servers can be drawn for days, because a look leaves nothing behind', async () => {
  await using workplace = await openWorkplace();
  await using loki = await startServer({ kind: 'loki', socket: 'tcp', behaviour: DEFAULT_BEHAVIOUR.loki }, workplace);
  const over = new AbortController();
  const residuals: number[] = [];
  let looks = 0;
  let drawn = '';
  const wait = async () => {
    looks += 1;
    if (looks % LOOKS_A_CYCLE === 0) residuals.push(collectedHeapBytes());
    if (looks === CYCLES * LOOKS_A_CYCLE) over.abort();
  };
  const draw = (rows: readonly ServerRow[]) => {
    drawn = serversTable(rows, { colour: true, width: 80 });
  };
  await watchServers(new Map([['loki', loki]]), { stop: over.signal, draw, write: () => {}, wait });
  expect(drawn).toContain('loki');
  expect(verifyResiduals(residuals, { minSlope: 50_000 })).toMatchObject({ verdict: 'clean' });
});
