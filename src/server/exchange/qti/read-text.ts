import type { MediaRef } from '@/core/items/item';
import { ExchangeRefusal } from '../problem';
import { textOf, type XmlElement } from '../xml/element';
import type { XmlNode } from '../xml/write-xml';

/** What XHTML became: our plain text, the pictures and recordings in it, and what had no place, in words. */
export type PlainText = {
  readonly text: string;
  readonly media: readonly MediaRef[];
  readonly dropped: ReadonlySet<string>;
};

export type TextOptions = {
  /** The name a file of the package goes by in the record. */
  readonly mediaIdOf?: (element: XmlElement, address: string) => string;
  /** Elements that are not part of the text: skipped, and their place marked where words follow. */
  readonly isGap?: (element: XmlElement) => boolean;
};

const BLOCKS = new Set(
  (
    'p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote section article header footer aside figure figcaption address ' +
    'table caption thead tbody tfoot tr qti-prompt qti-content-body qti-item-body qti-stimulus-body'
  ).split(' '),
);
/** Their words stay, their looks go. */
const LOOKS = new Set(
  'b strong i em u s small big mark abbr cite dfn kbd samp tt var q sub sup bdi bdo time a label ruby rb rt rp'.split(
    ' ',
  ),
);
const NEUTRAL = new Set('span'.split(' '));
const ACTIVE = new Set('script iframe frame embed applet form input button textarea select base meta link'.split(' '));
/** Without these an item would ask something else. */
const MEANINGFUL = new Set(
  'math svg video canvas qti-printed-variable qti-template-inline qti-template-block qti-feedback-inline qti-feedback-block'.split(
    ' ',
  ),
);

const GAP = '\ue000';

/**
 * @throws ExchangeRefusal `active_content` for scripts, handlers and script addresses; `unsupported_feature` for formulas,
 * drawings and whatever else carries meaning that plain text does not
 */
export function readText(nodes: readonly XmlNode[], { mediaIdOf, isGap }: TextOptions = {}): PlainText {
  const media: MediaRef[] = [];
  const dropped = new Set<string>();
  const blocks: string[] = [];
  let inline = '';

  const flush = () => {
    const block = withoutGaps(inline.replace(/ *\n */g, '\n').trim());
    if (block !== '') blocks.push(block);
    inline = '';
  };
  const walkAll = (children: readonly XmlNode[]) => {
    for (const child of children) walk(child);
  };
  const walk = (node: XmlNode): void => {
    if (typeof node === 'string') {
      inline += node.replaceAll(GAP, '').replace(/[ \t\n\r]+/g, ' ');
      return;
    }
    assertPassive(node);
    const { name } = node;
    if (isGap?.(node)) inline += GAP;
    else if (name === 'br') inline += '\n';
    else if (name === 'pre') {
      flush();
      blocks.push(readPre(node));
    } else if (name === 'code') inline += inlineCode(textOf(node));
    else if (name === 'img' || name === 'audio' || name === 'object') media.push(readMedia(node, mediaIdOf));
    else if (name === 'hr' || name === 'qti-stylesheet') dropped.add(name);
    else if (name === 'qti-rubric-block') dropped.add('instructions for scorers');
    else if (name === 'td' || name === 'th') {
      if (inline.trim() !== '') inline += ' | ';
      walkAll(node.children);
    } else if (BLOCKS.has(name)) {
      if (name === 'table') dropped.add('table layout');
      flush();
      if (name === 'li') inline = '- ';
      walkAll(node.children);
      if (inline === '- ') inline = '';
      flush();
    } else if (LOOKS.has(name) || NEUTRAL.has(name)) {
      if (LOOKS.has(name)) dropped.add(name === 'a' ? 'link' : name);
      walkAll(node.children);
    } else if (MEANINGFUL.has(name)) {
      throw new ExchangeRefusal('unsupported_feature', `"${name}" cannot become plain text without loss.`, {
        line: node.line || null,
      });
    } else {
      dropped.add(name);
      walkAll(node.children);
    }
  };
  walkAll(nodes);
  flush();
  return { text: blocks.join('\n\n'), media, dropped };
}

/** @throws ExchangeRefusal `active_content` */
export function assertPassive({ name, attributes, line }: XmlElement): void {
  const handler = Object.keys(attributes).find((key) => /^on/i.test(key));
  const address = Object.entries(attributes).find(
    ([key, value]) =>
      /^(href|src|data|action|formaction|poster)$/i.test(key) &&
      /^\s*(javascript|vbscript|data:text\/html)/i.test(value),
  );
  const found = ACTIVE.has(name.toLowerCase())
    ? `The element "${name}"`
    : handler
      ? `The attribute "${handler}"`
      : address
        ? `The address in "${address[0]}"`
        : null;
  if (found)
    throw new ExchangeRefusal('active_content', `${found} does not belong in an item or a test.`, {
      line: line || null,
    });
}

function readPre(node: XmlElement): string {
  const raw = textOf(node);
  if (node.attributes['data-assay-text'] === 'verbatim') return raw;
  const inner = node.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === 'code');
  const classes = `${inner?.attributes.class ?? ''} ${node.attributes.class ?? ''}`;
  const language = /(?:^|\s)(?:language|lang)-([\w#+.-]+)/.exec(classes)?.[1] ?? '';
  const longest = Math.max(2, ...[...raw.matchAll(/`{3,}/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${raw.replace(/^\n/, '').replace(/\n$/, '')}\n${fence}`;
}

function inlineCode(raw: string): string {
  const code = raw.replace(/[ \t\n\r]+/g, ' ');
  return code.trim() === '' ? code : code.includes('`') ? `\`\` ${code} \`\`` : `\`${code}\``;
}

function readMedia(node: XmlElement, mediaIdOf: TextOptions['mediaIdOf']): MediaRef {
  const { attributes, name } = node;
  const source = node.children.find(
    (child): child is XmlElement => typeof child !== 'string' && child.name === 'source',
  );
  const address = attributes.src ?? attributes.data ?? source?.attributes.src ?? '';
  const kind = name === 'audio' || /^audio\//.test(attributes.type ?? '') ? 'audio' : 'image';
  const isKnown = name !== 'object' || /^(image|audio)\//.test(attributes.type ?? '');
  if (!mediaIdOf || !isKnown) {
    throw new ExchangeRefusal('unsupported_feature', `"${name}" stands where no image or sound can be kept.`, {
      line: node.line || null,
    });
  }
  const alternativeText = attributes.alt ?? attributes['aria-label'] ?? attributes.title ?? textOf(node).trim();
  return { mediaId: mediaIdOf(node, address), kind, alternativeText };
}

/** A gap at the end of the words says nothing; one between them becomes a line to fill. */
function withoutGaps(block: string): string {
  if (!block.includes(GAP)) return block;
  return block
    .replace(new RegExp(`[ ]*${GAP}([\\s.?!:]*)$`), '$1')
    .replaceAll(GAP, '____')
    .replace(/^____\s*$/, '')
    .trim();
}
