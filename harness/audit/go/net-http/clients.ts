import type { Setting } from '../../../record/audit.ts';
import type { Code } from '../code.ts';
import { fieldIn } from '../struct-fields.ts';
import type { Syntax } from '../syntax.ts';
import { assignmentsIn } from './assignments.ts';
import { readDurationMs } from './fields.ts';
import type { Draft } from './makers.ts';
import { computed, settingOf } from './setting.ts';
import type { Transports } from './transports.ts';

export const CLIENT = 'net/http.Client';
export const DEFAULT_CLIENT = 'net/http.DefaultClient';

/** An http.Client: what it goes through, and when it gives up. */
export interface HttpClient {
  maker: Syntax;
  drafts: Draft[];
  /** Whether it goes through nothing else. */
  complete: boolean;
  timeoutMs: Setting<number>;
}

const NO_TIMEOUT: Setting<number> = { how: 'default', value: Number.POSITIVE_INFINITY };

/** The clients of a program, by the expressions that make them. */
export class Clients {
  readonly #code: Code;
  readonly #transports: Transports;
  readonly #known = new Map<Syntax, HttpClient>();

  constructor(code: Code, transports: Transports) {
    this.#code = code;
    this.#transports = transports;
    for (const file of code.files) {
      for (const literal of file.all('composite_literal')) {
        if (code.types.isOf(code.types.of(literal), CLIENT)) this.#make(literal);
      }
    }
    for (const { name, operand, value, statement } of assignmentsIn(code, CLIENT)) {
      for (const client of this.of(operand).clients) this.#assign(client, name, value, statement);
    }
  }

  get all(): HttpClient[] {
    return [...this.#known.values()];
  }

  /** The clients that an expression may stand for. */
  of(expression: Syntax): { clients: HttpClient[]; complete: boolean } {
    const { makers, complete } = this.#code.origins.of(expression);
    const clients = makers.map((maker) => this.#clientOf(maker));
    const known = clients.filter((client) => client !== undefined);
    return { clients: known, complete: complete && known.length === clients.length };
  }

  #clientOf(maker: Syntax): HttpClient | undefined {
    const known = this.#known.get(maker);
    if (known) return known;
    const isDefault = this.#code.types.qualified(maker) === DEFAULT_CLIENT;
    return isDefault
      ? this.#keep({ maker, drafts: [this.#transports.useGlobal(maker)], complete: true, timeoutMs: NO_TIMEOUT })
      : undefined;
  }

  #make(literal: Syntax): void {
    const [transport] = fieldIn(literal, 'Transport');
    const [timeout] = fieldIn(literal, 'Timeout');
    const given = transport && !transport.is('nil') ? this.#transports.of(transport) : undefined;
    this.#keep({
      maker: literal,
      // The global one is used when a request is sent, for a transport may still be assigned.
      drafts: given?.drafts ?? [],
      complete: given?.complete ?? true,
      timeoutMs: timeout ? (settingOf(this.#code, timeout, readDurationMs) as Setting<number>) : NO_TIMEOUT,
    });
  }

  #assign(client: HttpClient, name: string, value: Syntax, statement: Syntax): void {
    if (name === 'Timeout') client.timeoutMs = settingOf(this.#code, value, readDurationMs) as Setting<number>;
    if (name === 'Timeout' && statement.enclosing('if_statement')) client.timeoutMs = computed(value);
    if (name !== 'Transport') return;
    const { drafts, complete } = this.#transports.of(value);
    client.drafts = [...new Set([...client.drafts, ...drafts])];
    client.complete &&= complete;
  }

  #keep(client: HttpClient): HttpClient {
    this.#known.set(client.maker, client);
    return client;
  }
}
