import { LIMITS } from '../limits';
import type { Pace } from '../pace';
import { ExchangeRefusal } from '../problem';
import type { XmlElement } from './element';

type Open = {
  name: string;
  qualified: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
  line: number;
};

const NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const SPACE = /[ \t\r\n]*/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** How many tags may pass before the clock is looked at. */
const TAGS_A_LOOK = 64;

/**
 * A small strict reader of XML 1.0 in time linear in the text, for documents from strangers. There is nothing to attack in what
 * it does not have: no document type, no entities but the five and numeric references, no external reference, no processing
 * instruction, no recursion. White space is kept as written, line ends become "\n" as the standard asks.
 * @throws ExchangeRefusal `xml_doctype`, `xml_malformed`, `too_deep`, `document_too_large`, each with the line
 */
export async function parseXml(
  source: string,
  { pace, path, limit = LIMITS.itemDocument }: { pace: Pace; path: string; limit?: number },
): Promise<XmlElement> {
  if (source.length > limit) {
    throw new ExchangeRefusal('document_too_large', `It has ${source.length} characters, the limit is ${limit}.`, {
      path,
    });
  }
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
  let at = 0;
  let line = 1;
  let lineEnd = text.indexOf('\n');
  const lineAt = (index: number) => {
    while (lineEnd !== -1 && lineEnd < index) {
      line += 1;
      lineEnd = text.indexOf('\n', lineEnd + 1);
    }
    return line;
  };
  const refuse = (detail: string): never => {
    throw new ExchangeRefusal('xml_malformed', detail, { path, line: lineAt(at) });
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const until = (end: string, what: string): string => {
    const stop = text.indexOf(end, at);
    if (stop === -1) refuse(`${what} is not closed.`);
    const inside = text.slice(at, stop);
    at = stop + end.length;
    return inside;
  };
  const resolve = (raw: string): string => {
    if (!raw.includes('&')) return raw;
    return raw.replace(/&([^;&\s]{0,12};)?/g, (reference, body: string | undefined) => {
      const name = body?.slice(0, -1) ?? '';
      if (name in ENTITIES) return ENTITIES[name]!;
      const code = /^#(?:x([0-9a-f]+)|([0-9]+))$/i.exec(name);
      const point = code ? Number.parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10) : Number.NaN;
      if (!isCharacter(point)) refuse(`"${reference.slice(0, 12)}" stands for no character.`);
      return String.fromCodePoint(point);
    });
  };

  const stack: Open[] = [];
  let root: XmlElement | null = null;
  const addText = (value: string) => {
    const children = stack.at(-1)?.children;
    if (!children) {
      if (value.trim() !== '') refuse('Text stands outside of the document element.');
      return;
    }
    if (value === '') return;
    if (typeof children.at(-1) === 'string') children[children.length - 1] += value;
    else children.push(value);
  };
  const close = () => {
    const { qualified: _, ...element } = stack.pop()!;
    const parent = stack.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
  };

  if (text.startsWith('<?xml')) {
    const declaration = until('?>', 'The XML declaration');
    const encoding = /encoding\s*=\s*["']([^"']+)["']/.exec(declaration)?.[1] ?? 'utf-8';
    if (!/^(utf-?8|us-ascii)$/i.test(encoding)) {
      throw new ExchangeRefusal('wrong_encoding', `The declaration says ${encoding.slice(0, 40)}.`, { path });
    }
  }
  for (let tags = 1; at < text.length; tags += 1) {
    if (tags % TAGS_A_LOOK === 0) await pace();
    const next = text.indexOf('<', at);
    const raw = text.slice(at, next === -1 ? text.length : next);
    addText(resolve(raw));
    at += raw.length;
    if (next === -1) break;
    if (text.startsWith('<!--', at)) {
      at += 4;
      until('-->', 'A comment');
    } else if (text.startsWith('<![CDATA[', at)) {
      at += 9;
      addText(until(']]>', 'A CDATA section'));
    } else if (text.startsWith('<!', at)) {
      if (/^<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text.slice(at, at + 12))) {
        throw new ExchangeRefusal('xml_doctype', 'Remove the declaration.', { path, line: lineAt(at) });
      }
      refuse('A declaration stands where none may.');
    } else if (text.startsWith('<?', at)) {
      refuse('Processing instructions are not read.');
    } else if (text.startsWith('</', at)) {
      at += 2;
      const name = match(NAME);
      match(SPACE);
      if (text[at] !== '>' || stack.at(-1)?.qualified !== name) refuse(`"</${name}>" closes nothing that is open.`);
      at += 1;
      close();
    } else {
      if (root !== null) refuse('A second element follows the document element.');
      const start = at;
      at += 1;
      const qualified = match(NAME);
      if (qualified === '') refuse('A "<" begins no tag.');
      const attributes = readAttributes(qualified);
      stack.push({ name: localName(qualified), qualified, attributes, children: [], line: lineAt(start) });
      if (stack.length > LIMITS.xmlDepth) {
        throw new ExchangeRefusal('too_deep', `More than ${LIMITS.xmlDepth} elements are open.`, { path, line });
      }
      if (text[at] === '/') {
        at += 1;
        close();
      }
      if (text[at] !== '>') refuse(`The tag "${qualified}" is not closed.`);
      at += 1;
    }
  }
  if (stack.length > 0) refuse(`"${stack.at(-1)!.qualified}" is not closed.`);
  return root ?? refuse('It has no element.');

  function readAttributes(tag: string): Record<string, string> {
    const attributes: Record<string, string> = {};
    for (let count = 0; ; count += 1) {
      const gap = match(SPACE);
      if (text[at] === '>' || text[at] === '/') return attributes;
      const name = match(NAME);
      if (name === '' || gap === '') refuse(`The tag "${tag}" has a malformed attribute.`);
      if (count >= LIMITS.xmlAttributes) refuse(`The tag "${tag}" has more than ${LIMITS.xmlAttributes} attributes.`);
      match(SPACE);
      if (text[at] !== '=') refuse(`The attribute "${name}" has no value.`);
      at += 1;
      match(SPACE);
      const quote = text[at];
      if (quote !== '"' && quote !== "'") refuse(`The value of "${name}" is not quoted.`);
      at += 1;
      const value = until(quote!, `The value of "${name}"`);
      if (value.includes('<')) refuse(`The value of "${name}" has a "<".`);
      const key = /^(xml|xmlns|xsi):/.test(name) ? name : localName(name);
      if (Object.hasOwn(attributes, key)) refuse(`The attribute "${name}" stands twice in "${tag}".`);
      if (key !== '__proto__') attributes[key] = resolve(value.replace(/[\t\n]/g, ' '));
    }
  }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1);
}

/** The Char production of XML 1.0. */
function isCharacter(point: number): boolean {
  return (
    point === 9 ||
    point === 10 ||
    point === 13 ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  );
}
