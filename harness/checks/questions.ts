/** What each check asks, by name: the README's table and the page of a run both say it. */
const QUESTIONS: Readonly<Record<string, string>> = {
  config: 'Do the settings fit each other and the server?',
  limit: 'Are there ever more connections with a request in flight than the limit allows?',
  reuse:
    "Are there more connections than the limit, the concurrency, an announced rule such as maxRequestsPerClient and the server's own closes explain?",
  growth: 'Does what is left after each of ten cycles of load (some of it called off), stop and settle grow?',
  drain:
    "After the load, is more kept than the pool may keep? Does anything outlive the client's own idle time (declared or read from its live pool, waited for up to 3 s)? Does only the garbage collector give it back, connections or descriptors, timers and all else? Do descriptors, timers, listeners or gauges grow with the load?",
  close: 'Does close() settle, and is nothing left after it?',
  exit: 'Does the process end by itself then, and if not, what keeps it?',
  errors:
    'Which requests failed, by code? Was it the keep-alive race? Does the client call well what the server failed?',
  stall:
    'Which requests were never answered, in the load or after a rest? Did work wait while the server had none, behind a busy connection, or while who came later was served?',
  warnings:
    'Do listeners pile up, on pooled sockets or on a signal that requests share? Did the process warn of it? Do they go only with garbage that is collected by force?',
  witnesses:
    'Do the server, the kernel and the client count the same connections? Which were never accepted, half closed, never used?',
  threshold: 'Does a metric keep the bound that the scenario sets?',
};

/** The question of a check; those of all bounds, whose names are 'threshold:…', are the same. Null: none is known. */
export function questionOf(check: string): string | null {
  return QUESTIONS[check.startsWith('threshold:') ? 'threshold' : check] ?? null;
}
