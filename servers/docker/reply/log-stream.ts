import type { IncomingMessage, ServerResponse } from 'node:http';
import { onClientGone } from '../../client-gone.ts';
import { type Container, isRunning } from '../world/container.ts';
import type { Line } from '../world/log-book.ts';
import { nowNs, toLogStamp } from '../world/time.ts';
import { STREAM, toFrames } from './frames.ts';

export interface WantedLog {
  streams: { stdout: boolean; stderr: boolean };
  tailLines: number;
  sinceNs: bigint | undefined;
  untilNs: bigint | undefined;
  timestamps: boolean;
  details: boolean;
  follow: boolean;
}

interface Conversation {
  request: IncomingMessage;
  response: ServerResponse;
}

/**
 * Writes the wanted lines, a chunk each, and ends with the container, the `until` or the client. It reads the log by
 * sequence number and no faster than the client takes it, so a slow client costs no memory: it misses lines.
 */
export function streamLog(container: Container, wanted: WantedLog, { request, response }: Conversation): void {
  const { log, turns } = container;
  log.catchUp();
  let next = Math.max(log.first, log.end - wanted.tailLines);
  let isLive = wanted.follow && isRunning(container);
  let isWaitingForDrain = false;
  let stopFollowing = () => {};
  let untilTimer: NodeJS.Timeout | undefined;

  const pump = () => {
    if (isWaitingForDrain || response.writableEnded) return;
    // The socket's cork gathers packets; the response's own would gather the lines into one chunk.
    const { socket } = response;
    socket?.cork();
    for (next = Math.max(next, log.first); next < log.end && !response.writableNeedDrain; next += 1) {
      const line = log.at(next);
      if (line && isWanted(line, wanted)) for (const chunk of render(line, container, wanted)) response.write(chunk);
    }
    socket?.uncork();
    if (response.writableNeedDrain) {
      isWaitingForDrain = true;
      response.once('drain', () => {
        isWaitingForDrain = false;
        pump();
      });
    } else if (!isLive) {
      response.end();
    }
  };
  const stop = () => {
    isLive = false;
    stopFollowing();
    clearTimeout(untilTimer);
    turns.off('exit', stop);
    pump();
  };

  if (isLive) {
    stopFollowing = log.follow(pump);
    turns.once('exit', stop);
    if (wanted.untilNs) untilTimer = setTimeout(stop, Math.max(0, Number(wanted.untilNs - nowNs()) / 1e6));
  }
  onClientGone(request, response, stop);
  pump();
}

function isWanted(line: Line, { streams, sinceNs, untilNs }: WantedLog): boolean {
  if (line.stream === STREAM.stdout ? !streams.stdout : !streams.stderr) return false;
  return (sinceNs === undefined || line.timeNs >= sinceNs) && (untilNs === undefined || line.timeNs <= untilNs);
}

function render(line: Line, { config }: Container, { timestamps, details }: WantedLog): Buffer[] {
  // Details are the attributes that the log driver was asked to keep; none here, which leaves the space behind them.
  const prefix = (timestamps ? `${toLogStamp(line.timeNs)} ` : '') + (details ? ' ' : '');
  const text = prefix ? Buffer.concat([Buffer.from(prefix), line.text]) : line.text;
  return config.Tty ? [text] : toFrames(line.stream, text);
}
