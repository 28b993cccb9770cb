import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Listening, listen } from '../../listen.ts';
import { makeDockerMock } from '../mock.ts';
import type { WorldOptions } from '../world/options.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  rawHeaders: string[];
  body: Buffer;
  /** The body as JSON. */
  json<T>(): T;
}

/** The mock daemon on a Unix socket of its own, for one test. */
export class Daemon {
  readonly listening: Listening;
  readonly socketPath: string;
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(listening: Listening, socketPath: string) {
    this.listening = listening;
    this.socketPath = socketPath;
  }

  static async start(options: Partial<WorldOptions> = {}): Promise<Daemon> {
    const directory = await mkdtemp(join(tmpdir(), 'docker-mock-'));
    const socketPath = join(directory, 'docker.sock');
    const listening = await listen(makeDockerMock(options), [], socketPath);
    return new Daemon(listening, socketPath);
  }

  /** The answer as soon as its head is there; the body is the caller's to read. */
  open(method: string, path: string, options: RequestOptions & { body?: string } = {}): Promise<IncomingMessage> {
    const { body, ...rest } = options;
    return new Promise((resolve, reject) => {
      request({ socketPath: this.socketPath, agent: this.agent, method, path, ...rest }, resolve)
        .once('error', reject)
        .end(body);
    });
  }

  async ask(method: string, path: string, json?: unknown): Promise<Answer> {
    const sent =
      json === undefined ? {} : { body: JSON.stringify(json), headers: { 'Content-Type': 'application/json' } };
    return readAnswer(await this.open(method, path, sent));
  }

  async get<T>(path: string): Promise<T> {
    return (await this.ask('GET', path)).json<T>();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.agent.destroy();
    this.listening.server.closeAllConnections();
    await new Promise((resolve) => this.listening.server.close(resolve));
    this.listening.endMock();
    await rm(dirname(this.socketPath), { recursive: true });
  }
}

export async function readAnswer(message: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { statusCode: status = 0, headers, rawHeaders } = message;
  return { status, headers, rawHeaders, body, json: () => JSON.parse(body.toString()) };
}

/** The next chunk of a stream that goes on. */
export async function nextChunk(message: IncomingMessage): Promise<Buffer> {
  for (;;) {
    const chunk = message.read() as Buffer | null;
    if (chunk) return chunk;
    await new Promise((resolve) => message.once('readable', resolve));
  }
}
