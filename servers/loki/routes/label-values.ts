import type { Route } from '../../route.ts';
import type { Loki } from '../loki.ts';
import { readRange } from '../query/parameters.ts';
import { streamsIn } from '../query/streams-in.ts';
import type { Stream } from '../store/tenant.ts';
import { selectorsOf } from './labels.ts';
import { makeQuestion } from './question.ts';

/** The values that one label has. Loki leaves `data` away where there are none. */
export function makeLabelValues(loki: Loki): Route {
  return makeQuestion(
    loki,
    /^\/loki\/api\/v1\/label\/([^/]+)\/values$/,
    ({ tenant, form, parameters: [name = ''] }) => {
      const values = valuesOf(streamsIn(tenant, readRange(form), selectorsOf(form)), name);
      return { status: 'success', data: values.length > 0 ? values : undefined };
    },
  );
}

/** The same in the form of before Loki 0.4. */
export function makeLegacyLabelValues(loki: Loki): Route {
  return makeQuestion(loki, /^\/api\/prom\/label\/([^/]+)\/values$/, ({ tenant, form, parameters: [name = ''] }) => {
    return { values: valuesOf(streamsIn(tenant, readRange(form), []), name) };
  });
}

function valuesOf(streams: readonly Stream[], name: string): string[] {
  const values = streams.flatMap(({ labels }) => (Object.hasOwn(labels, name) ? [labels[name] ?? ''] : []));
  return [...new Set(values)].sort();
}
