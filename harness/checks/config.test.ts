import { describe, expect, it } from 'vitest';
import type { Agents, HttpAgentKind, UndiciClientKind } from '../record/evidence/subject.ts';
import { makeHttpKind, makeUndiciKind } from '../record/testing/make-evidence.ts';
import { makeMeasured } from '../record/testing/make-measured.ts';
import { config } from './config.ts';

interface Said {
  settings?: Record<string, unknown>;
  behaviour?: Record<string, unknown>;
  http?: Partial<HttpAgentKind>[];
  undici?: Partial<UndiciClientKind>[];
  globalDispatcher?: Agents['globalDispatcher'];
}

function judge({ settings = {}, behaviour = {}, http = [], undici = [], globalDispatcher = null }: Said) {
  const agents = {
    http: http.map((kind) => makeHttpKind({ maxSockets: 5, timeoutMs: 3_000, ...kind })),
    undici: undici.map((kind) => makeUndiciKind({ count: 5, ...kind })),
    globalDispatcher,
    connectionTimeoutMs: null,
  };
  return config(makeMeasured({}, { evidence: { agents }, settings, target: { behaviour } }));
}

const SILENT = { idleTimeoutMs: 5_000, keepAliveHint: false };

it('healthy settings pass without a word of advice', () => {
  expect(judge({ behaviour: SILENT, http: [{}] }).summary).toBe('The settings fit each other and the server.');
  expect(judge({ behaviour: SILENT, undici: [{}] }).summary).toBe('The settings fit each other and the server.');
});

describe('more idle connections than the limit', () => {
  it('fail, also in the transport that a limiter wraps', () => {
    expect(judge({ settings: { connectionLimit: 5, idleLimit: 10 } }).status).toBe('fail');
    const around = { transport: 'http-agent', maxFreeSockets: 10 };
    expect(judge({ settings: { connectionLimit: 5, options: { limit: 5, around } } }).status).toBe('fail');
  });

  it("pass where they are Node's own default, written out", () => {
    const idle = (maxFreeSockets: number) =>
      judge({ settings: { connectionLimit: 5, idleLimit: maxFreeSockets, options: { maxFreeSockets } } }).status;
    expect([idle(256), idle(255)]).toEqual(['pass', 'fail']);
    expect(judge({ settings: { connectionLimit: 5, idleLimit: 256 } }).status).toBe('fail');
  });
});

describe('an idle time that is longer than that of a server which gives no hint', () => {
  it.each([
    ['keepAliveTimeout', 130_000],
    ['keepAliveTimeout', 120_000],
    ['timeout', 130_000],
  ])('fails where %s is written down as %d', (option, ms) => {
    const settings = { options: { [option]: ms } };
    const server = { idleTimeoutMs: 120_000, keepAliveHint: false };
    expect(judge({ settings, behaviour: server }).status).toBe('fail');
    expect(judge({ settings, behaviour: { ...server, keepAliveHint: true } }).status).toBe('pass');
    expect(judge({ settings: { options: { [option]: 90_000 } }, behaviour: server }).status).toBe('pass');
  });

  it('is advice where that time is our own stand-in for a server that the scenario says nothing of', () => {
    const evidence = { agents: null };
    const settings = { options: { keepAliveTimeout: 60_000 } };
    const assumed = (assumesIdleTime?: boolean) =>
      config(
        makeMeasured(
          {},
          { evidence, settings, target: { behaviour: SILENT, ...(assumesIdleTime && { assumesIdleTime }) } },
        ),
      );
    expect(assumed(true)).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining(
        "without a hint. That is this server's default (idleTimeoutMs): set your own server's.",
      ),
    });
    expect(assumed().status).toBe('fail');
  });

  it('fails where a limiter wraps the transport', () => {
    const around = { transport: 'undici-agent', keepAliveTimeout: 60_000 };
    expect(judge({ settings: { options: { limit: 5, around } }, behaviour: SILENT })).toMatchObject({
      status: 'fail',
      summary: 'Idle connections are kept for 1 min 0 s, and the server closes them after 5 s without a hint.',
    });
  });

  it("fails where nobody wrote it down and the live client has it, such as undici's four seconds", () => {
    expect(judge({ undici: [{}], behaviour: { idleTimeoutMs: 1_000, keepAliveHint: false } })).toMatchObject({
      status: 'fail',
      summary:
        'The live client of undici has its idle connections kept for 4 s, and the server closes them after 1 s without a hint.',
    });
  });

  it('is none where the client ends idle connections itself, by an option of its own or as the server saw', () => {
    const forEver = { timeoutMs: 0 };
    expect(judge({ http: [forEver], behaviour: SILENT }).summary).toContain('keeps idle connections until the server');
    const kept = judge({ http: [{ ...forEver, freeSocketTimeoutMs: 300 }], behaviour: SILENT });
    expect(kept.summary).not.toContain('keeps idle connections');
    const closure = { by: 'client', reason: 'fin', count: 5, active: 0, idleRetirements: 5, endless: 0 } as const;
    const agents = { http: [makeHttpKind(forEver)], undici: [], globalDispatcher: null, connectionTimeoutMs: null };
    const closing = { load: { ledger: { closures: [closure] } } };
    const seen = config(makeMeasured(closing, { evidence: { agents }, target: { behaviour: SILENT } }));
    expect(seen.summary).not.toContain('keeps idle connections');
  });

  it('is advice where a live client just has no margin, and where an Agent has a time-out for everything', () => {
    expect(judge({ undici: [{ keepAliveTimeoutMs: 5_000 }], behaviour: SILENT })).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('let the client be first'),
    });
    expect(judge({ http: [{ timeoutMs: 60_000 }], behaviour: SILENT })).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('keeps idle connections for 1 min 0 s'),
    });
  });
});

describe('keep-alive that is switched off', () => {
  it.each([
    [{ keepAlive: false, maxFreeSockets: 4 }, /none of the 4 idle connections/],
    [{ pipelining: 0, keepAliveTimeout: 2_000 }, /keepAliveTimeout of 2 s never counts/],
  ])('contradicts what is to be kept in %j', (options, summary) => {
    expect(judge({ settings: { options } })).toMatchObject({ status: 'fail', summary: expect.stringMatching(summary) });
  });

  it('is advice by itself, and the purpose of the transport that is called so', () => {
    expect(judge({ http: [{ keepAlive: false }] })).toMatchObject({
      status: 'pass',
      summary: expect.stringContaining('Keep-alive is off'),
    });
    const meant = judge({ http: [{ keepAlive: false }], settings: { subject: 'no-keep-alive' } });
    expect(meant.summary).not.toContain('Keep-alive is off');
  });
});

describe('a risk that contradicts nothing is advice', () => {
  it.each<[string, Said, string]>([
    ['no limit', { settings: { connectionLimit: null } }, 'No connection limit is set.'],
    [
      'an Agent without one',
      { http: [{ maxSockets: null }] },
      'The live http Agent has no limit, where 5 was asked for.',
    ],
    ['an Agent with a higher one', { http: [{ maxSockets: 50 }] }, 'a limit of 50, where 5 was asked for'],
    ['Agents by the dozen', { http: [{ count: 60 }] }, '60 http Agents were used, each with a limit of its own.'],
    ['fetch without one', { globalDispatcher: { connections: null } }, 'the global dispatcher, which has no limit'],
    ['idle for ever', { http: [{ timeoutMs: null }], behaviour: SILENT }, 'until the server closes them after 5 s'],
    ['no time-out', { http: [{ timeoutMs: 0 }] }, 'The http Agent has no time-out'],
    ['time-outs of undici off', { undici: [{ headersTimeoutMs: 0, bodyTimeoutMs: 0 }] }, 'headersTimeout, bodyTimeout'],
    ['no time-out for connecting', { settings: { options: { connectTimeout: 0 } } }, 'connectTimeout'],
  ])('%s', (_, said, advice) => {
    expect(judge(said)).toMatchObject({ status: 'pass', summary: expect.stringContaining(advice) });
  });

  it('and a limit on all sockets together is one too', () => {
    expect(judge({ http: [{ maxSockets: null, maxTotalSockets: 5 }] }).summary).not.toContain('no limit');
  });
});

describe('the bound of a contradiction', () => {
  it('is the limit: as many may idle as there may be', () => {
    expect(judge({ settings: { connectionLimit: 5, idleLimit: 5 } }).status).toBe('pass');
    expect(judge({ settings: { connectionLimit: 5, idleLimit: 6 } }).status).toBe('fail');
  });

  it("is the server's time for what is written down, and beyond it for what a live client has", () => {
    const declared = (keepAliveTimeout: number) =>
      judge({ settings: { options: { keepAliveTimeout } }, behaviour: SILENT });
    expect([declared(4_999).status, declared(5_000).status]).toEqual(['pass', 'fail']);
    expect(declared(5_000).summary).toMatch(/^Idle connections are kept for 5 s/);
    const live = (...ms: number[]) =>
      judge({ undici: ms.map((keepAliveTimeoutMs) => ({ keepAliveTimeoutMs })), behaviour: SILENT }).status;
    expect([live(5_000), live(5_001)]).toEqual(['pass', 'fail']);
    // The most patient of several clients decides.
    expect([live(1_000, 5_001), live(5_001, 1_000)]).toEqual(['fail', 'fail']);
  });

  it('is no time at all: 0 stands for none, and 1 ms is one', () => {
    const server = (idleTimeoutMs: number, keepAliveTimeout: number) =>
      judge({ settings: { options: { keepAliveTimeout } }, behaviour: { idleTimeoutMs, keepAliveHint: false } }).status;
    expect([server(0, 60_000), server(1, 0), server(1, 1)]).toEqual(['pass', 'pass', 'fail']);
  });

  it('is met only where something is to be kept and nothing is', () => {
    const options = (of: Record<string, unknown>) => judge({ settings: { options: of } }).status;
    expect(options({ keepAlive: false, maxFreeSockets: 1 })).toBe('fail');
    expect(options({ keepAlive: false, maxFreeSockets: 0 })).toBe('pass');
    expect(options({ keepAlive: true, maxFreeSockets: 4 })).toBe('pass');
    expect(options({ pipelining: 1, keepAliveTimeout: 2_000 })).toBe('pass');
  });
});

describe('the bound of an advice', () => {
  const advice = (said: Said) => judge(said).summary;

  it('is the limit, for the highest one of all Agents', () => {
    expect(advice({ http: [{ maxSockets: 5 }] })).not.toContain('Agent');
    expect(advice({ http: [{ maxSockets: 6 }] })).toContain('a limit of 6, where 5 was asked for');
    expect(advice({ http: [{ maxSockets: 6 }, { maxSockets: 2 }] })).toContain('a limit of 6');
    expect(advice({ http: [{ maxSockets: 6 }], settings: { connectionLimit: null } })).not.toContain('live http Agent');
  });

  it('is a second Agent', () => {
    expect(advice({ http: [{ count: 2 }] })).toContain('2 http Agents were used');
    expect(advice({ http: [{ count: 1 }] })).not.toContain('were used');
  });

  it("is the server's time for an Agent's time-out, the longest one of all that keep connections", () => {
    const kept = (...http: Partial<HttpAgentKind>[]) => advice({ http, behaviour: SILENT });
    expect(kept({ timeoutMs: 5_000 })).toContain('keeps idle connections for 5 s');
    expect(kept({ timeoutMs: 4_999 })).not.toContain('keeps idle connections');
    expect(kept({ timeoutMs: 9_000, keepAlive: false })).not.toContain('keeps idle connections');
    expect(kept({ timeoutMs: 9_000 }, { timeoutMs: 1_000 })).toContain('for 9 s');
  });

  it('is a time-out of 0, which is none, and one that nobody has set', () => {
    expect(advice({ http: [{ timeoutMs: null }] })).toContain('has no time-out');
    expect(advice({ http: [{ timeoutMs: 1 }] })).not.toContain('has no time-out');
    expect(advice({ undici: [{ headersTimeoutMs: 1, bodyTimeoutMs: 1 }] })).not.toContain('switched off');
  });

  it('is not met by a global dispatcher that has a limit, or where none was asked for', () => {
    expect(advice({ globalDispatcher: { connections: 50 } })).not.toContain('global dispatcher');
    const unasked = { globalDispatcher: { connections: null }, settings: { connectionLimit: null } };
    expect(advice(unasked)).not.toContain('global dispatcher');
  });
});
