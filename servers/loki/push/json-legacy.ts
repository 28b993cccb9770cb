import { z } from 'zod';
import { messageOf } from '../../../harness/core/errors.ts';
import { Refusal } from '../answer.ts';
import { refuseManyJsonValues } from '../body/count.ts';
import { parseLabels } from '../logql/labels.ts';
import { rfc3339Ns } from '../rfc3339.ts';
import type { PushedStream } from './stream.ts';

const LegacyPush = z
  .object({
    streams: z
      .array(
        z.object({
          labels: z.string().default(''),
          entries: z.array(z.object({ ts: z.string(), line: z.string().default('') })).nullish(),
        }),
      )
      .nullish(),
  })
  .nullable();

/** The streams of the JSON of before Loki 0.4: labels in one text, times in RFC 3339, no structured metadata. */
export function decodeLegacyJsonPush(body: Buffer): PushedStream[] {
  if (body.length === 0) throw new Refusal(400, 'EOF');
  const push = LegacyPush.safeParse(parse(body));
  if (!push.success) throw new Refusal(400, `loghttp.PushRequest.Streams: ${push.error.issues[0]?.message}`);
  return (push.data?.streams ?? []).map(({ labels, entries }) => ({
    labels: parseLabels(labels),
    entries: (entries ?? []).map(({ ts, line }) => [String(rfc3339Ns(ts)), line]),
  }));
}

function parse(body: Buffer): unknown {
  refuseManyJsonValues(body);
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    throw new Refusal(400, `loghttp.PushRequest: ${messageOf(error)}`);
  }
}
