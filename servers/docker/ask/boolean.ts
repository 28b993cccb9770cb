const FALSE = new Set(['', '0', 'no', 'false', 'none']);

/**
 * A boolean of the query as dockerd reads it: the CLI sends 1 and 0, dockerode true and false, and any other text is
 * true.
 */
export function askBoolean(query: URLSearchParams, name: string, otherwise = false): boolean {
  const value = query.get(name);
  return value === null ? otherwise : !FALSE.has(value.trim().toLowerCase());
}
