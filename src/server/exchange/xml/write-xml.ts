import { assertPlainText } from '../plain-text';
import type { XmlElement } from './element';

export type XmlNode = XmlElement | string;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** An element; attributes that are null or undefined are left out. */
export function tag(name: string, attributes: Attributes = {}, children: readonly XmlNode[] = []): XmlElement {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === null || value === undefined ? [] : [[key, String(value)] as const],
  );
  return { name, attributes: Object.fromEntries(given), children, line: 0 };
}

/**
 * A document as text; everything is escaped here and nowhere else. Carriage returns, and line breaks in attributes, survive.
 * @throws ExchangeRefusal `cannot_hold` for characters that XML 1.0 has no way to write
 */
export function writeDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeNode(root)}\n`;
}

function writeNode(node: XmlNode): string {
  if (typeof node === 'string') return escaped(node, /[&<>\r]/g);
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value, /[&<>"\r\n\t]/g)}"`)
    .join('');
  const inside = node.children.map(writeNode).join('');
  return inside === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inside}</${node.name}>`;
}

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(value: string, pattern: RegExp): string {
  return assertPlainText(value).replace(pattern, (found) => REFERENCES[found] ?? `&#${found.charCodeAt(0)};`);
}
