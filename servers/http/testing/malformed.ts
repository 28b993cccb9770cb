import fc from 'fast-check';

const line = fc.oneof(
  fc.constantFrom(
    'GET /ok HTTP/1.1',
    'GET /_ping HTTP/1.1',
    'GET /ready HTTP/1.1',
    'POST /loki/api/v1/push HTTP/1.1',
    'POST /containers/logger1/attach HTTP/1.1',
    'GET /loki/api/v1/tail HTTP/1.1',
    'BLAH /ok HTTP/1.1',
    'GET /ok HTTP/1.0',
    'POST /ok HTTP/1.1',
    'GET /big?bytes=-1 HTTP/1.1',
    'GET /status/9999 HTTP/1.1',
    'GET /ok HTTP/9.9',
    'GET http://else.where/ok HTTP/1.1',
    'CONNECT else.where:443 HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'get /ok http/1.1',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const header = fc.oneof(
  fc.constantFrom(
    'Host: a',
    'Host: a\r\nHost: b',
    'Content-Length: 5',
    'Content-Length: -1',
    'Content-Length: 5\r\nContent-Length: 6',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Connection: close',
    'Connection: Upgrade\r\nUpgrade: h2c',
    'Expect: 100-continue',
    ': nothing',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const body = fc.oneof(fc.constantFrom('', '5\r\nabcde\r\n0\r\n\r\n', '-1\r\n', 'ffffffffffffffffff\r\n'), fc.string());
const message = fc
  .record({ line, headers: fc.array(header, { maxLength: 4 }), body, eol: fc.constantFrom('\r\n', '\n') })
  .map(({ line, headers, body, eol }) => [line, ...headers, '', body].join(eol));
/** Up to three messages in one packet, each of HTTP or nearly so. */
export const malformedMessages = fc
  .array(message, { minLength: 1, maxLength: 3 })
  .map((parts) => Buffer.from(parts.join(''), 'latin1'));
