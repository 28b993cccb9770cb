import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;

/** An element of the page that a host makes of Markdown, with all the text that it shows. */
interface Shown {
  tag: string;
  text: string;
}

/** What GitHub's flavour of Markdown shows of a text, read by a parser of HTML; raw HTML is let through, as there. */
export function readMarkdown(markdown: string): Shown[] {
  const page = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  return elementsOf(parseFragment(page).childNodes);
}

/** Every element of a page, with all the text that it shows. */
export function elementsOf(nodes: readonly Node[]): Shown[] {
  return nodes.flatMap((node) =>
    defaultTreeAdapter.isElementNode(node)
      ? [{ tag: node.tagName, text: textOf(node) }, ...elementsOf(node.childNodes)]
      : [],
  );
}

function textOf(node: Node): string {
  if (defaultTreeAdapter.isTextNode(node)) return node.value;
  return defaultTreeAdapter.isElementNode(node) ? node.childNodes.map(textOf).join('') : '';
}
