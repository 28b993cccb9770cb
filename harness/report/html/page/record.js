/** @import { RunRecord } from '../../../record/schema.ts' */
import { valuesOf } from '../columns.ts';
import { unpack } from './unpack.js';

// The whole record is in the page: to save, and to copy from.

/** @returns {Promise<RunRecord>} */
async function readRecord() {
  const place = /** @type {Element} */ (document.getElementById('record'));
  return /** @type {RunRecord} */ (valuesOf(JSON.parse(await unpack(place)))[0]);
}

async function save() {
  const record = await readRecord();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(record)}\n`], { type: 'application/json' }));
  link.download = `${record.id}.record.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {Element} button */
async function copy(button) {
  const [inRun = 0, inCase = 0] = (button.getAttribute('data-copy') ?? '').split('/').map(Number);
  const { scenario, configuration, checks } = (await readRecord()).cases[inRun] ?? {};
  const isCopied = await toClipboard(JSON.stringify({ scenario, configuration, ...checks?.[inCase] }, null, 2));
  button.textContent = isCopied ? 'Copied' : 'This browser does not let a page copy';
}

/**
 * A page of a plain server gets no clipboard, but may still copy what is selected.
 * @param {string} text
 */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    return isCopied;
  }
}

document.querySelector('[data-do="save"]')?.addEventListener('click', save);
document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.matches('[data-copy]')) copy(target);
});
