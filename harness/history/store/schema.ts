/** Counted up with every change of the tables; kept in the file's `user_version`. */
export const TABLES_VERSION = 1;

// Readable by hand: `sqlite3 results/history.sqlite 'select * from series'`. Instants are ISO 8601, lists are JSON.
export const TABLES = `
create table night (
  id text primary key,
  started_at text not null,
  finished_at text not null,
  commit_hash text,
  seed integer not null,
  environment text not null
) strict;

create table subject (
  night text not null references night (id),
  scenario text not null,
  configuration text not null,
  control text not null,
  trusted integer not null,
  checks text not null,
  counts text not null,
  primary key (night, scenario, configuration)
) strict;

create table series (
  night text not null,
  scenario text not null,
  configuration text not null,
  metric text not null,
  ratio real,
  low real,
  high real,
  rounds integer not null,
  absolute real,
  control_absolute real,
  conviction text,
  trial text,
  acknowledgement text,
  primary key (night, scenario, configuration, metric),
  foreign key (night, scenario, configuration) references subject (night, scenario, configuration)
) strict;
`;
