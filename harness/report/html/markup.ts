/** Markup that is safe to put into the page as it stands. */
export interface Markup {
  markup: string;
}

type Part = Markup | Markup[] | string | number | null;

/** Markup from a template: every text that is put in is escaped, whatever a name or a message holds. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Markup {
  return { markup: texts.map((text, index) => text + markupOf(parts[index] ?? null)).join('') };
}

function markupOf(part: Part): string {
  if (part === null) return '';
  if (Array.isArray(part)) return part.map(({ markup }) => markup).join('\n');
  return typeof part === 'object' ? part.markup : escapeText(String(part));
}

/** A mark of direction would turn around what follows it, also what is not the name's; letters of any script stay. */
function escapeText(text: string): string {
  return text
    .replaceAll(/\p{Bidi_Control}/gu, '')
    .replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end the script element around it. */
export function jsonMarkup(value: unknown): Markup {
  return { markup: JSON.stringify(value).replaceAll('<', '\\u003c') };
}
