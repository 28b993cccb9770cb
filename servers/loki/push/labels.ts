import { Refusal } from '../answer.ts';
import type { Limits } from '../options.ts';
import type { Labels } from './stream.ts';

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
// What Go's strconv.Quote would not leave as it is.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const NEEDS_QUOTING = /["\\\x00-\x1f\x7f]/;

/** Loki's default `discover_service_name`: the labels that may tell a service's name, the best first. */
export const SERVICE_LABELS = [
  'service',
  'app',
  'application',
  'app_name',
  'name',
  'app_kubernetes_io_name',
  'container',
  'container_name',
  'k8s_container_name',
  'component',
  'workload',
  'job',
  'k8s_job_name',
];

/** Labels as LogQL writes them, sorted by name: `{app="api", level="info"}`. It names a stream. */
export function labelsText(labels: Labels): string {
  const names = Object.keys(labels);
  if (!isSorted(names)) names.sort();
  let text = '{';
  for (const name of names) text += `${text.length > 1 ? ', ' : ''}${name}=${quote(labels[name] ?? '')}`;
  return `${text}}`;
}

/** Loki gives every stream the label `service_name`; `unknown_service` where no other label tells it. */
export function withServiceName(labels: Labels): Labels {
  if (Object.hasOwn(labels, 'service_name') || Object.keys(labels).length === 0) return labels;
  const telling = SERVICE_LABELS.find((name) => Object.hasOwn(labels, name) && labels[name] !== '');
  return { ...labels, service_name: telling ? (labels[telling] ?? '') : 'unknown_service' };
}

/** Refuses labels whose text LogQL could not read again. */
export function checkNames(labels: Labels, text: string): void {
  const wrong = Object.keys(labels).find((name) => !NAME.test(name));
  if (wrong === undefined) return;
  const inName = /^[a-zA-Z_]*[a-zA-Z0-9_]*/.exec(wrong)?.[0].length ?? 0;
  const column = text.indexOf(wrong) + inName + 1;
  const character = wrong[inName] === undefined ? '=' : wrong[inName];
  throw new Refusal(
    400,
    `couldn't parse labels: 1:${column}: parse error: unexpected character inside braces: '${character}'`,
  );
}

/** What is wrong with a stream's labels by the limits; `text` is what they are called in the answer. */
export function findLabelsProblem(labels: Labels, text: string, limits: Limits): [reason: string, text: string] | null {
  const names = Object.keys(labels);
  if (names.length === 0) return ['missing_labels', 'error at least one label pair is required per stream'];
  // The label that Loki adds by itself does not count.
  const count = names.length - (Object.hasOwn(labels, 'service_name') ? 1 : 0);
  if (count > limits.maxLabelsPerStream) {
    const limit = limits.maxLabelsPerStream;
    return ['max_label_names_per_series', `entry for stream '${text}' has ${count} label names; limit ${limit}`];
  }
  for (const name of names) {
    const value = labels[name] ?? '';
    if (Buffer.byteLength(name) > limits.maxLabelNameBytes) {
      return ['label_name_too_long', `stream '${text}' has label name too long: '${name}'`];
    }
    if (Buffer.byteLength(value) > limits.maxLabelValueBytes) {
      return ['label_value_too_long', `stream '${text}' has label value too long: '${value}'`];
    }
  }
  return null;
}

/** Labels mostly come in their order, and sorting costs more than all the rest of the text. */
function isSorted(names: readonly string[]): boolean {
  for (let index = 1; index < names.length; index += 1)
    if ((names[index] as string) < (names[index - 1] as string)) return false;
  return true;
}

function quote(text: string): string {
  return NEEDS_QUOTING.test(text) ? JSON.stringify(text) : `"${text}"`;
}
