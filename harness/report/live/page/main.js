/** @import { Delta, Snapshot } from '../story.ts' */
import { byId, setText } from './elements.js';
import { showRows } from './rows.js';
import { showTiles } from './tiles.js';

// What goes on, as its server tells it: all at first, then what has changed. Whatever comes is text.

const MOST_POINTS = 300;

/** @type {Snapshot | null} */
let shown = null;
const events = new EventSource('events');

events.addEventListener('open', () => tell('live', 'Live, each second.'));
events.addEventListener('snapshot', ({ data }) => show(JSON.parse(data)));
events.addEventListener('delta', ({ data }) => {
  if (shown) show(changed(shown, JSON.parse(data)));
});
events.addEventListener('end', ({ data }) => {
  events.close();
  if (JSON.parse(data).hasPage) location.reload();
  else tell('over', 'It is over. What came of it stands in the terminal.');
});
events.addEventListener('error', () => {
  const isTriedAgain = events.readyState !== EventSource.CLOSED;
  const since = `No word since ${new Date().toLocaleTimeString()}`;
  tell('lost', isTriedAgain ? `${since}; asking again.` : `${since}. Load the page again to ask again.`);
});
document.addEventListener('visibilitychange', draw);

/** @param {Snapshot} snapshot */
function show(snapshot) {
  shown = snapshot;
  draw();
}

/**
 * @param {Snapshot} before
 * @param {Delta} delta
 * @returns {Snapshot}
 */
function changed(before, { order, rows, points, ...rest }) {
  const byKey = new Map([...before.rows, ...rows].map((row) => [row.key, row]));
  return {
    ...before,
    ...rest,
    rows: order.flatMap((key) => byKey.get(key) ?? []),
    points: [...before.points, ...points].slice(-MOST_POINTS),
  };
}

/** A page that nobody sees draws nothing. */
function draw() {
  if (!shown || document.hidden) return;
  setText(byId('title'), shown.title);
  setText(byId('now'), shown.now);
  if (document.title !== shown.title) document.title = shown.title;
  showTiles(shown);
  showRows(shown.rows);
}

/**
 * @param {'live' | 'lost' | 'over'} state
 * @param {string} sentence
 */
function tell(state, sentence) {
  document.documentElement.dataset.state = state;
  setText(byId('link'), sentence);
}
