import type { Pace } from '../pace';
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

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** Pieces written between two looks at the clock. */
const PIECES_A_LOOK = 256;

/**
 * A document as text; everything is escaped here and nowhere else. Carriage returns, and line breaks in attributes, survive.
 * @throws ExchangeRefusal `cannot_hold` for characters that XML 1.0 has no way to write
 */
export function writeDocument(root: XmlElement): string {
  return `${DECLARATION}${[...piecesOf(root)].join('')}\n`;
}

/** The same for documents of any length: others have their turn in between. */
export async function writeLongDocument(root: XmlElement, pace: Pace): Promise<string> {
  const pieces = [DECLARATION];
  for (const piece of piecesOf(root)) if (pieces.push(piece) % PIECES_A_LOOK === 0) await pace();
  await pace();
  return `${pieces.join('')}\n`;
}

function* piecesOf(node: XmlNode): Generator<string> {
  if (typeof node === 'string') {
    yield escaped(node, /[&<>\r]/g);
    return;
  }
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${escaped(value, /[&<>"\r\n\t]/g)}"`)
    .join('');
  if (node.children.every((child) => child === '')) {
    yield `<${node.name}${attributes}/>`;
    return;
  }
  yield `<${node.name}${attributes}>`;
  for (const child of node.children) yield* piecesOf(child);
  yield `</${node.name}>`;
}

const REFERENCES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(value: string, pattern: RegExp): string {
  return assertPlainText(value).replace(pattern, (found) => REFERENCES[found] ?? `&#${found.charCodeAt(0)};`);
}
