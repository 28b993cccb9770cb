import { XmlDocument, type XmlElement } from 'libxml2-wasm';

/** What stands at an XPath of a document, read by libxml2, which refuses what is not well formed. */
export function readXml(text: string, xpath: string): { attributes: Record<string, string>; content: string }[] {
  using document = XmlDocument.fromString(text);
  return document.find(xpath).map((node) => ({
    attributes: Object.fromEntries((node as XmlElement).attrs.map(({ name, value }) => [name, value])),
    content: node.content,
  }));
}
