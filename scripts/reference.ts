import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeDashboard } from './grafana/make-dashboard.ts';
import { readDocComments } from './schema/doc-comments.ts';
import { makeSchema } from './schema/make-schema.ts';
import { renderReference } from './schema/render-reference.ts';

// What is made of tables that stand in the code: REFERENCE.md, and the dashboard that shows the metrics in it.

const ROOT = path.join(import.meta.dirname, '..');
await writeFile(path.join(ROOT, 'REFERENCE.md'), renderReference(makeSchema(readDocComments())));
const dashboard = path.join(ROOT, 'scripts', 'grafana', 'dashboard.json');
await writeFile(dashboard, `${JSON.stringify(makeDashboard(), null, 2)}\n`);
