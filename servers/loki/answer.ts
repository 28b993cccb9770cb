import type { ServerResponse } from 'node:http';

/** A request that ends in an error: the status and the text that Loki gives for it. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(text);
    this.status = status;
  }
}

/** Answers as Go's `http.Error` does, which Loki also uses for the 200 of `/ready`. */
export function answerText(response: ServerResponse, status: number, text: string): void {
  const body = `${text}\n`;
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'X-Content-Type-Options': 'nosniff',
      'Content-Length': Buffer.byteLength(body),
    })
    .end(body);
}

/** A status alone: 204 without Content-Length, anything else with an empty body. */
export function answerEmpty(response: ServerResponse, status: number): void {
  if (status === 204) response.writeHead(status).end();
  else response.writeHead(status, { 'Content-Length': 0 }).end();
}
