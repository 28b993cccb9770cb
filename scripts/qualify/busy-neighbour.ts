// Another busy process: computes on one core until its parent is gone, at most two hours.
const endMs = Date.now() + 2 * 3_600_000;
process.on('disconnect', () => process.exit(0));

function compute(): void {
  const untilMs = Date.now() + 50;
  while (Date.now() < untilMs);
  if (Date.now() < endMs) setImmediate(compute);
}

compute();
