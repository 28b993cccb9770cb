import { deflateRawSync } from 'node:zlib';
import { type Columns, columnsOf } from './columns.ts';
import { html, type Markup } from './markup.ts';

/** What waits in the page: what its first script makes readable at once, and what is asked for later. */
type When = 'at-once' | 'asked-for';

/** Any text in a fifth of its size, as a browser itself can read it again. */
export function packedText(id: string, text: string, when: When): Markup {
  const packed = deflateRawSync(text, { level: 9 }).toString('base64');
  return html`<script id="${id}" type="application/octet-stream" data-packed="${when}">${packed}</script>`;
}

/**
 * Data by columns, which pack once more as well: in the data of forty cases what is alike stands too far apart for the
 * browser's method of packing.
 */
export function packedData(id: string, data: unknown): Markup {
  const columns: Columns = columnsOf([JSON.parse(JSON.stringify(data))]);
  return packedText(id, JSON.stringify(columns), 'asked-for');
}
