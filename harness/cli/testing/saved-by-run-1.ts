import path from 'node:path';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'record', 'testing', 'run-1');

/** Files that the commands wrote when a run's schema was 'poolproof/run@1', untouched since then. */
export const SAVED = {
  passed: path.join(FOLDER, 'passed.json'),
  failed: path.join(FOLDER, 'failed.json'),
  comparison: path.join(FOLDER, 'comparison.json'),
  nights: path.join(FOLDER, 'night.ndjson'),
  measuredNights: path.join(FOLDER, 'measured-night.ndjson'),
};
