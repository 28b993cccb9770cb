import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import type { StoredNight } from '../../record/night.ts';
import { type Inserts, insertNight, nightsFrom } from './rows.ts';
import { TABLES, TABLES_VERSION } from './schema.ts';

/** How long one command waits for the other's transaction; a night is written in milliseconds. */
const BUSY_MS = 30_000;

/** Every night that was measured whole. */
export interface History extends Disposable {
  /** Adds a night, all of it or nothing; false where a night of that id is there already, which then stays as it is. */
  add(night: StoredNight): boolean;
  /** Adds all of them or none; tells how many were new. */
  addAll(nights: readonly StoredNight[]): number;
  /** Oldest first. */
  nights(): StoredNight[];
}

/** Opens the history in `file`, or begins one. WAL: a reader does not stop the writer. */
export function openHistory(file: string): History {
  const database = openDatabase(file);
  const inserts = prepareInserts(database);
  const known = database.prepare('select 1 from night where id = ?');
  const add = (night: StoredNight) => {
    if (known.get(night.id)) return false;
    insertNight(inserts, night);
    return true;
  };
  return {
    add: (night) => inTransaction(database, () => add(night)),
    addAll: (nights) => inTransaction(database, () => nights.filter(add).length),
    nights: () => inTransaction(database, () => readNights(database, file), 'deferred'),
    [Symbol.dispose]: () => database.close(),
  };
}

function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    // Loaded here, because Node 22 warns of it, and only nights need it.
    const sqlite = process.getBuiltinModule('node:sqlite');
    database = new sqlite.DatabaseSync(file, { timeout: BUSY_MS });
    database.exec('pragma journal_mode = wal; pragma synchronous = full;');
    makeTables(database);
    return database;
  } catch (error) {
    database?.close();
    throw new PoolproofError('NO_HISTORY', `${file} cannot be opened as a history: ${messageOf(error)}`, {
      exitCode: EXIT.input,
      hint: 'Name another file with --history FILE, or move this one away to begin anew.',
      cause: error,
    });
  }
}

function makeTables(database: DatabaseSync): void {
  inTransaction(database, () => {
    const version = Number(database.prepare('pragma user_version').get()?.user_version);
    if (version > TABLES_VERSION)
      throw new Error(`a later poolproof wrote it (tables ${version}, this one reads up to ${TABLES_VERSION})`);
    if (version === 0) database.exec(`${TABLES} pragma user_version = ${TABLES_VERSION};`);
  });
}

/**
 * Immediate: two that both read first and then want to write would otherwise fail instead of waiting for each other.
 */
function inTransaction<T>(database: DatabaseSync, work: () => T, begin: 'immediate' | 'deferred' = 'immediate'): T {
  database.exec(`begin ${begin}`);
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
}

function prepareInserts(database: DatabaseSync): Inserts {
  const insert = (table: string, columns: number) =>
    database.prepare(`insert into ${table} values (${new Array(columns).fill('?').join(', ')})`);
  return { night: insert('night', 6), subject: insert('subject', 7), series: insert('series', 13) };
}

function readNights(database: DatabaseSync, file: string): StoredNight[] {
  const tables = {
    nights: database.prepare('select * from night order by started_at, id').all(),
    subjects: database.prepare('select * from subject order by rowid').all(),
    series: database.prepare('select * from series order by rowid').all(),
  };
  try {
    return nightsFrom(tables);
  } catch (error) {
    const why = (error instanceof z.ZodError ? z.prettifyError(error) : messageOf(error)).replaceAll(/\s+/g, ' ');
    throw new PoolproofError('NO_HISTORY', `${file} holds rows that are no nights of poolproof: ${why}`, {
      exitCode: EXIT.input,
      hint: 'Delete what was written into it by hand, or import an exported file into another one (--history FILE --import FILE).',
      cause: error,
    });
  }
}
