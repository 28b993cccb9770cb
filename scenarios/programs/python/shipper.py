#!/usr/bin/env python3
"""A log shipper: the lines of its input go in batches to the Loki at LOKI_URL, through a pool of urllib3.

It ends with its input, or when SIGTERM asks it to; what it has read by then it still ships.
"""

import argparse
import json
import os
import queue
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

try:
    import urllib3
except ModuleNotFoundError:
    try:
        # The copy that pip brings along.
        from pip._vendor import urllib3
    except ModuleNotFoundError:
        sys.exit('shipper.py needs urllib3 (Debian: python3-urllib3)')

# Small, so that a thousand lines a second keep some connections busy.
BATCH_LINES = 10
BATCH_AGE_S = 0.1
TIMEOUT = urllib3.Timeout(connect=10, read=30)
# EX_USAGE of sysexits.h.
WRONG_USAGE = 64


class Healthy:
    """One pool for all; without `block`, `maxsize` would only say how many connections are kept."""

    block = True

    def __init__(self, origin, connections):
        self.pool = urllib3.connection_from_url(origin, maxsize=connections, block=self.block, timeout=TIMEOUT)

    def push(self, lines):
        answer = self.send(body_of(lines))
        if answer.status >= 300:
            raise OSError(f'Loki answered {answer.status}')

    def send(self, body, **more):
        headers = {'Content-Type': 'application/json'}
        return self.pool.urlopen('POST', '/loki/api/v1/push', body=body, headers=headers, retries=False, **more)

    def close(self):
        self.pool.close()


class NoLimit(Healthy):
    """urllib3's default: a request that finds no connection free opens one."""

    block = False


class AnswersOpen(NoLimit):
    """Answers are neither read nor released, and somebody keeps them: each push opens a connection, which stays."""

    def __init__(self, origin, connections):
        super().__init__(origin, connections)
        self.answers = []

    def send(self, body, **more):
        answer = super().send(body, preload_content=False, **more)
        self.answers.append(answer)
        return answer


VARIANTS = {'healthy': Healthy, 'no-limit': NoLimit, 'answers-open': AnswersOpen}


def body_of(lines):
    now = str(time.time_ns())
    streams = [{'stream': {'job': 'python-shipper'}, 'values': [[now, line] for line in lines]}]
    return json.dumps({'streams': streams}).encode()


def main():
    options = parse()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    client = VARIANTS[options.variant](options.origin, options.connections)
    # More shippers than connections, so that it is the pool's limit that holds.
    ship(client.push, batches(lines_of(sys.stdin), stop), shippers=4 * options.connections)
    client.close()


def ship(push, batches, shippers):
    """Pushes the batches, this many at a time; the next one is taken when one of them is done."""
    free = threading.Semaphore(shippers)

    def push_one(batch):
        try:
            push(batch)
        except (OSError, urllib3.exceptions.HTTPError) as error:
            print(f'{len(batch)} lines are lost: {error}', file=sys.stderr)
        finally:
            free.release()

    with ThreadPoolExecutor(shippers) as executor:
        for batch in batches:
            free.acquire()
            executor.submit(push_one, batch)


def batches(lines, stop):
    """Full batches, and after a while those that are not, until the lines or the stop end them."""
    batch = []
    is_over = False
    while not (is_over or stop.is_set()):
        is_due = False
        try:
            line = lines.get(timeout=BATCH_AGE_S)
            is_over = line is None
            if not is_over:
                batch.append(line)
        except queue.Empty:
            is_due = True
        if batch and (is_due or is_over or len(batch) == BATCH_LINES):
            yield batch
            batch = []
    if batch:
        yield batch


def lines_of(stream):
    """A queue of its lines, and None at their end; nothing can call back the thread that reads them."""
    lines = queue.Queue(maxsize=10 * BATCH_LINES)

    def read():
        for line in stream:
            lines.put(line.rstrip('\n'))
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    return lines


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--variant', choices=VARIANTS, default='healthy')
    parser.add_argument('--connections', type=int, default=os.environ.get('POOLPROOF_CONNECTIONS', '50'))
    options = parser.parse_args()
    options.origin = os.environ.get('LOKI_URL')
    if not options.origin:
        print('LOKI_URL is not set: the address of a Loki, such as http://127.0.0.1:3100', file=sys.stderr)
        sys.exit(WRONG_USAGE)
    return options


if __name__ == '__main__':
    main()
