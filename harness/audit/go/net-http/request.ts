import type { Call } from '../../facts/facts.ts';
import type { Code } from '../code.ts';
import type { Syntax } from '../syntax.ts';

const WITHOUT_END = ['context.Background', 'context.TODO'];
const WITH_TIMEOUT = [
  'context.WithTimeout',
  'context.WithDeadline',
  'context.WithTimeoutCause',
  'context.WithDeadlineCause',
];

/** Whether the request that a call sends has a context that ends it. */
export function endedByRequest(code: Code, call: Syntax): Call['timeout'] {
  const called = call.child('function')?.child('field')?.text ?? '';
  // http.Get and its like make their request themselves, without a context.
  if (called !== 'Do' && called !== 'RoundTrip') return 'no';
  const makers = code.origins.of(call.child('arguments')?.children[0]);
  if (!makers.complete || makers.makers.length === 0) return 'unknown';
  const ends = makers.makers.map((maker) => endOf(code, maker));
  return ends.every((end) => end === ends[0]) ? (ends[0] as Call['timeout']) : 'unknown';
}

/** http.NewRequest has context.Background(). */
function endOf(code: Code, maker: Syntax): Call['timeout'] {
  const callee = maker.child('function');
  const name = code.types.qualified(callee);
  if (name === 'net/http.NewRequest') return 'no';
  const method = callee?.child('field')?.text;
  const takesContext = name === 'net/http.NewRequestWithContext' || method === 'WithContext' || method === 'Clone';
  return takesContext ? endOfContext(code, maker.child('arguments')?.children[0]) : 'unknown';
}

function endOfContext(code: Code, context: Syntax | undefined): Call['timeout'] {
  const { makers, complete } = code.origins.of(context);
  const names = makers.map((maker) => code.types.qualified(maker.child('function')) ?? '');
  if (!complete || names.length === 0) return 'unknown';
  if (names.every((name) => WITHOUT_END.includes(name))) return 'no';
  return names.every((name) => WITH_TIMEOUT.includes(name)) ? 'yes' : 'unknown';
}
