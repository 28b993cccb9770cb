/**
 * The text that is packed in a place of the page, as html/packed.ts packs it.
 * @param {Element} place
 * @returns {Promise<string>}
 */
export function unpack(place) {
  const bytes = Uint8Array.from(atob(place.textContent ?? ''), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
