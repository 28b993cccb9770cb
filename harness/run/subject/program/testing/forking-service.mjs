// A service of two workers, each of which holds the limit that it reads.
import cluster from 'node:cluster';

if (cluster.isPrimary) {
  const workers = [cluster.fork(), cluster.fork()];
  process.on('SIGTERM', () => {
    for (const worker of workers) worker.process.kill('SIGTERM');
    cluster.once('exit', () => cluster.once('exit', () => process.exit(0)));
  });
} else await import('./service.mjs');
