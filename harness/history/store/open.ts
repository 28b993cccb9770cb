import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { EXIT, messageOf, PoolproofError } from '../../core/errors.ts';
import { doInFolder, makeFolder, removeEmpty } from '../../core/make-folder.ts';
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

/**
 * Opens the history in `file`. One that is not there begins with its first night: that it can be made is tried, and no
 * empty one is left behind by a command that fails or is killed before.
 */
export function openHistory(file: string): History {
  let database = existsSync(file) ? openDatabase(file) : null;
  if (!database) tryToMake(file);
  const opened = () => {
    database ??= openDatabase(file);
    return database;
  };
  return {
    add: (night) => addNights(opened(), [night]) === 1,
    addAll: (nights) => (nights.length === 0 ? 0 : addNights(opened(), nights)),
    nights() {
      // Another command may have begun it meanwhile.
      if (!database && !existsSync(file)) return [];
      const from = opened();
      return inTransaction(from, () => readNights(from, file), 'deferred');
    },
    [Symbol.dispose]: () => database?.close(),
  };
}

/** Adds all that are new or none; tells how many were. */
function addNights(database: DatabaseSync, nights: readonly StoredNight[]): number {
  const inserts = prepareInserts(database);
  const known = database.prepare('select 1 from night where id = ?');
  const add = (night: StoredNight) => {
    if (known.get(night.id)) return false;
    insertNight(inserts, night);
    return true;
  };
  return inTransaction(database, () => nights.filter(add).length);
}

/** A night that takes an hour must not find at its end that it cannot be kept. */
function tryToMake(file: string): void {
  const made = makeFolderOf(file);
  const trial = `${file}.${process.pid}.trial`;
  try {
    openDatabase(trial).close();
  } catch (error) {
    throw cannotOpen(file, (error as Error).cause);
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(trial + ending, { force: true });
    removeEmpty(made);
  }
}

function makeFolderOf(file: string): string[] {
  try {
    return makeFolder(path.dirname(file));
  } catch (error) {
    throw cannotOpen(file, error);
  }
}

function openDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    // Loaded here, because Node 22 warns of it, and only nights need it.
    const sqlite = process.getBuiltinModule('node:sqlite');
    database = doInFolder(path.dirname(file), () => new sqlite.DatabaseSync(file, { timeout: BUSY_MS })).result;
    // WAL: a reader does not stop the writer.
    database.exec('pragma journal_mode = wal; pragma synchronous = full;');
    makeTables(database);
    return database;
  } catch (error) {
    database?.close();
    throw cannotOpen(file, error);
  }
}

function cannotOpen(file: string, cause: unknown): PoolproofError {
  return new PoolproofError('NO_HISTORY', `${file} cannot be opened as a history: ${messageOf(cause)}`, {
    exitCode: EXIT.input,
    hint: 'Name another file with --history FILE, or move this one away to begin anew.',
    cause,
  });
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
