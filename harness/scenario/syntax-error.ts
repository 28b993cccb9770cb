import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What Node prints above a syntax error: the file and the line, lines of code, and a mark below the column. */
const PLACE = /^(\/.+|file:.+|[A-Za-z]:\\.+):(\d+)\n(?:.*\n)*?([ \t]*)\^/;

/** Where in which file a syntax error is: ' (in line 3, column 13)'; nothing where Node does not tell. */
export function syntaxErrorAt(error: SyntaxError, file: string): string {
  const [, where = '', line, indent = ''] = PLACE.exec(error.stack ?? '') ?? PLACE.exec(checked(file)) ?? [];
  if (line === undefined) return '';
  const named = where.startsWith('file:') ? fileURLToPath(where) : where;
  return ` (in ${named === file ? '' : `${named}, `}line ${line}, column ${indent.length + 1})`;
}

/** Of JavaScript Node keeps the place to itself, but tells it when the file is checked. */
function checked(file: string): string {
  try {
    execFileSync(process.execPath, ['--check', file], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    return (error as { stderr?: string }).stderr ?? '';
  }
  // In a module that it imports, then.
  return '';
}
