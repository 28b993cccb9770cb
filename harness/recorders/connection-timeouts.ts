/** The time-outs that connections were made with, by no matter whom, on behalf of neither an Agent nor a request. */
export class ConnectionTimeouts {
  private longest = 0;
  private isEverywhere = true;

  /** `asked` are the time-outs that Agent and request ask for, which Node sets on the connection. */
  add(timeoutMs: number | undefined, asked: readonly (number | undefined)[]): void {
    if (!timeoutMs || asked.includes(timeoutMs)) this.isEverywhere = false;
    else this.longest = Math.max(this.longest, timeoutMs);
  }

  /** Null: there is none, or some connection has none, so that it is no rule of the client. */
  longestMs(): number | null {
    return this.isEverywhere && this.longest > 0 ? this.longest : null;
  }
}
