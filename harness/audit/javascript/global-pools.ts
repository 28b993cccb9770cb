import type { Call, Transport } from '../facts/facts.ts';
import { globalId } from './calls.ts';
import { libraryOf } from './libraries/index.ts';
import { defaultsOf } from './transports.ts';

/** The pools that libraries keep for all calls that name none, each where it is first used. */
export function globalPools(calls: readonly Call[]): Transport[] {
  const first = new Map<string, Call>();
  for (const call of calls) {
    const id = globalId(call.library);
    if (call.through.includes(id) && !first.has(id)) first.set(id, call);
  }
  return [...first].flatMap(([id, { library, at }]) => {
    const pool = libraryOf(library)?.global;
    if (!pool) return [];
    return [
      {
        id,
        language: 'javascript',
        library,
        constructedBy: pool.constructedBy,
        at,
        name: null,
        settings: defaultsOf(pool.settings),
        options: [],
        made: { how: 'once' },
        socket: 'unknown',
        isGlobal: true,
        closed: 'unknown',
        replacedAt: null,
        marks: [],
      },
    ];
  });
}
