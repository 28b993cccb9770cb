/** How far outside of the view a chart is drawn already, so that a reader who scrolls meets no empty frame. */
const MARGIN = '400px 0px';

/** How the page may say that its colours are others now. */
const THEME_ATTRIBUTES = ['data-theme', 'class', 'style'];

/**
 * A chart that has been drawn, and can be taken off its canvas again.
 * @typedef {{ destroy(): void }} Drawn
 */

/**
 * Draws each chart when it comes near the view, and before the page is printed all of them. Where the colours change,
 * what was drawn is drawn again, when it is near the view. `data-drawn` of the root says how many there are.
 * @template {{ canvas: HTMLCanvasElement }} Place
 * @param {Place[]} places
 * @param {(place: Place) => Drawn} draw
 */
export function drawInView(places, draw) {
  const root = document.documentElement;
  const byCanvas = new Map(places.map((place) => [/** @type {Element} */ (place.canvas), place]));
  /** @type {Map<Place, Drawn>} */
  const drawn = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) drawOnce(byCanvas.get(target));
    },
    { rootMargin: MARGIN },
  );

  const drawOnce = (/** @type {Place | undefined} */ place) => {
    if (place === undefined || drawn.has(place)) return;
    observer.unobserve(place.canvas);
    drawn.set(place, draw(place));
    root.dataset.drawn = String(drawn.size);
  };
  const drawAll = () => places.forEach(drawOnce);
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
