import { unclassified } from '../reply/errors.ts';

/** A process as `ps` knows it. */
export interface ListedProcess {
  pid: number;
  parent: number;
  tty: string;
  /** When it was started: hours and minutes. */
  startTime: string;
  command: string[];
}

interface Column {
  title: string;
  show(process: ListedProcess): string;
}

const column = (title: string, show: Column['show']): Column => ({ title, show });
const whole = ({ command }: ListedProcess) => command.join(' ');

// By the names that `-o` takes. Nothing here uses any processor, and each is as small as a shell of busybox.
const COLUMNS: Record<string, Column> = {
  user: column('USER', () => 'root'),
  uid: column('UID', () => '0'),
  pid: column('PID', ({ pid }) => String(pid)),
  ppid: column('PPID', ({ parent }) => String(parent)),
  c: column('C', () => '0'),
  pcpu: column('%CPU', () => '0.0'),
  '%cpu': column('%CPU', () => '0.0'),
  pmem: column('%MEM', () => '0.0'),
  '%mem': column('%MEM', () => '0.0'),
  vsz: column('VSZ', () => '1624'),
  rss: column('RSS', () => '4'),
  tty: column('TT', ({ tty }) => tty),
  stat: column('STAT', () => 'Ss'),
  stime: column('STIME', ({ startTime }) => startTime),
  time: column('TIME', () => '00:00:00'),
  comm: column('COMMAND', ({ command }) => command[0]?.split('/').at(-1) ?? ''),
  args: column('COMMAND', whole),
  cmd: column('CMD', whole),
};

const FULL = ['user=UID', 'pid', 'ppid', 'c', 'stime', 'tty=TTY', 'time', 'cmd'].map(columnOf);
const BSD = ['user', 'pid', 'pcpu', 'pmem', 'vsz', 'rss', 'tty=TTY', 'stat', 'stime=START', 'time', 'args'].map(
  columnOf,
);

/**
 * The table that `ps` prints by these arguments: `-ef`, `aux`, or columns of one's own by `-o`; the words are those of
 * ps and dockerd.
 */
export function viewProcesses(psArgs: string, processes: readonly ListedProcess[]): object {
  const columns = columnsBy(psArgs);
  if (!columns.some(({ title }) => title === 'PID')) throw unclassified("Couldn't find PID field in ps output");
  return {
    Processes: processes.map((process) => columns.map(({ show }) => show(process))),
    Titles: columns.map(({ title }) => title),
  };
}

function columnsBy(psArgs: string): Column[] {
  const text = psArgs.trim();
  if (text === '' || text === '-ef') return FULL;
  if (text === 'aux' || text === '-aux') return BSD;
  const own = /^(?:-e?o|a?x?o)\s*([\w%]+(?:[,\s]+[\w%]+)*)$/.exec(text)?.[1];
  if (own === undefined) throw unclassified('error: unsupported option (BSD syntax)');
  return own.split(/[,\s]+/).map(columnOf);
}

/** A column by its name, with another title behind a `=`. */
function columnOf(asked: string): Column {
  const [name = '', title] = asked.split('=');
  const found = Object.hasOwn(COLUMNS, name) ? COLUMNS[name] : undefined;
  if (!found) throw unclassified(`error: unknown user-defined format specifier "${name}"`);
  return title === undefined ? found : { ...found, title };
}
