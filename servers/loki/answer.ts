import type { ServerResponse } from 'node:http';
import { whenRead } from '../read-first.ts';

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
  answerBytes(response, status, PLAIN_TEXT, `${text}\n`);
}

/** An error of the query API: the same without a newline. */
export function answerBareText(response: ServerResponse, status: number, text: string): void {
  answerBytes(response, status, PLAIN_TEXT, text);
}

export function answerJson(response: ServerResponse, value: unknown): void {
  answerBytes(response, 200, { 'Content-Type': 'application/json; charset=UTF-8' }, `${JSON.stringify(value)}\n`);
}

/** A status alone: 204 without Content-Length, anything else with an empty body. */
export function answerEmpty(response: ServerResponse, status: number): void {
  whenRead(response.req, () => {
    if (status === 204) response.writeHead(status).end();
    else response.writeHead(status, { 'Content-Length': 0 }).end();
  });
}

export function answerBytes(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array,
): void {
  const head = { ...headers, 'Content-Length': Buffer.byteLength(body) };
  whenRead(response.req, () => response.writeHead(status, head).end(body));
}

const PLAIN_TEXT = { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' };
