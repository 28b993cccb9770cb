import { connect, type Socket } from 'node:net';

/** A raw connection: what was sent and received byte by byte, for what no HTTP client would do. */
export class Talk {
  readonly socket: Socket;
  private received = Buffer.alloc(0);
  private hasEnded = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.received = Buffer.concat([this.received, bytes]);
      socket.emit('news');
    });
    socket.on('end', () => {
      this.hasEnded = true;
      socket.emit('news');
    });
    // A reset is an end too; what was received is judged.
    socket.on('error', () => {});
    socket.on('close', () => {
      this.hasEnded = true;
      socket.emit('news');
    });
  }

  static async to(path: string): Promise<Talk> {
    const socket = connect({ path, allowHalfOpen: true });
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return new Talk(socket);
  }

  send(text: string | Buffer): this {
    this.socket.write(text);
    return this;
  }

  /** The client's half-close. */
  finish(): this {
    this.socket.end();
    return this;
  }

  get text(): string {
    return this.received.toString('latin1');
  }

  /** All that was received until it matches; the rest of what comes is for later. */
  async until(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.text)) {
      if (this.hasEnded) throw new Error(`ended before ${pattern}: ${JSON.stringify(this.text)}`);
      await new Promise((resolve) => this.socket.once('news', resolve));
    }
    return this.text;
  }

  /** All that was received when the server has closed its half. */
  async untilEnd(): Promise<string> {
    while (!this.hasEnded) await new Promise((resolve) => this.socket.once('news', resolve));
    return this.text;
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
