import { type CheckFunction, verdict } from './check.ts';

/** Node raises it when an emitter collects listeners that nobody removes; the other warnings are told and do not decide. */
const LEAK_WARNING = 'MaxListenersExceededWarning';

/** Did the process warn of a leak, or do listeners pile up on pooled sockets? */
export const warnings: CheckFunction = ({ evidence: { warnings: seen, borders } }) => {
  const listeners = Object.fromEntries(
    Object.entries(borders).map(([name, { inside }]) => [name, inside?.socketListenersMax ?? null]),
  );
  const details = { warnings: seen, socketListenersMax: listeners };
  const leak = seen.find(({ name }) => name === LEAK_WARNING);
  if (leak) return verdict('warnings', 'fail', `The process warned of a leak: ${leak.example}`, details);
  const others = seen.map(({ name, count }) => `${name} ${count} times`).join(', ');
  return verdict(
    'warnings',
    'pass',
    others ? `No warning of a leak; others: ${others}.` : 'The process gave no warning.',
    details,
  );
};
