// A program that starts another one in a session of its own, which neither its group nor its parent leads to any more.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';

console.log('up');
spawn('sh', ['-c', 'setsid sleep 600 & wait'], { stdio: 'ignore' }).once('spawn', () =>
  writeFileSync('under-load', ''),
);
setInterval(() => {}, 60_000);
