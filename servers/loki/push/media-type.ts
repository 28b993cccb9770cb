import { Refusal } from '../answer.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** The type of a Content-Type header, or the error of Go's `mime.ParseMediaType`: a missing one is an error too. */
export function mediaType(header: string | undefined): string {
  if (header === 'application/json') return header;
  const [text = '', ...parameters] = (header ?? '').split(';');
  const type = text.trim().toLowerCase();
  if (type === '') throw new Refusal(400, 'mime: no media type');
  const [main = '', sub, ...more] = type.split('/');
  if (!TOKEN.test(main)) throw new Refusal(400, 'mime: expected slash after first token');
  if (sub === '') throw new Refusal(400, 'mime: expected token after slash');
  if (more.length > 0 || (sub !== undefined && !TOKEN.test(sub))) {
    throw new Refusal(400, 'mime: unexpected content after media subtype');
  }
  const isLast = (index: number) => index === parameters.length - 1;
  const isWrong = parameters.some((parameter, index) => {
    const [name = '', value] = parameter.split('=');
    return !(isLast(index) && parameter.trim() === '') && (!TOKEN.test(name.trim()) || value === undefined);
  });
  if (isWrong) throw new Refusal(400, 'mime: invalid media parameter');
  return type;
}
