import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readDocComments } from './schema/doc-comments.ts';
import { makeSchema } from './schema/make-schema.ts';
import { renderReference } from './schema/render-reference.ts';

const file = path.join(import.meta.dirname, '..', 'REFERENCE.md');
await writeFile(file, renderReference(makeSchema(readDocComments())));
