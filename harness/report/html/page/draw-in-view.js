/** How far outside of the view a chart is drawn already, so that a reader who scrolls meets no empty frame. */
const MARGIN = '400px 0px';

/** How the page may say that its colours are others now. */
const THEME_ATTRIBUTES = ['data-theme', 'class', 'style'];

/**
 * A chart that has been drawn, and can be taken off its canvas again.
 * @typedef {{ destroy(): void }} Drawn
 */

/**
 * A place for a chart. What stands around it is made for all charts that come into view together before the first of
 * them is drawn: a chart measures its place, and the page is laid out once.
 * @typedef {{ canvas: HTMLCanvasElement, surround(): () => Drawn }} Place
 */

/**
 * Draws each chart when it comes near the view, and before the page is printed all of them. Where the colours change,
 * what was drawn is drawn again, when it is near the view. `data-drawn` of the root says how many there are.
 * @param {Place[]} places
 */
export function drawInView(places) {
  const root = document.documentElement;
  const byCanvas = new Map(places.map((place) => [/** @type {Element} */ (place.canvas), place]));
  /** @type {Map<Place, Drawn>} */
  const drawn = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      draw(entries.flatMap(({ isIntersecting, target }) => (isIntersecting ? (byCanvas.get(target) ?? []) : [])));
    },
    { rootMargin: MARGIN },
  );

  const draw = (/** @type {Place[]} */ asked) => {
    const fresh = asked.filter((place) => !drawn.has(place));
    const surrounded = fresh.map((place) => /** @type {const} */ ([place, place.surround()]));
    for (const [place, drawChart] of surrounded) {
      observer.unobserve(place.canvas);
      drawn.set(place, drawChart());
    }
    root.dataset.drawn = String(drawn.size);
  };
  const drawAll = () => draw(places);
  const begin = () => {
    for (const chart of drawn.values()) chart.destroy();
    drawn.clear();
    root.dataset.drawn = '0';
    for (const { canvas } of places) observer.observe(canvas);
  };

  begin();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', begin);
  new MutationObserver(begin).observe(root, { attributeFilter: THEME_ATTRIBUTES });
  matchMedia('print').addEventListener('change', ({ matches }) => {
    begin();
    if (matches) drawAll();
  });
  addEventListener('beforeprint', drawAll);
}
