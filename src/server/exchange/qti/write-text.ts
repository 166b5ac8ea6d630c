import { tag, type XmlNode } from '../xml/write-xml';
import { readText } from './read-text';

/** Marks a text that is written down letter by letter because its paragraphs would not come back the same. */
const VERBATIM = 'data-assay-text';

/**
 * Our plain text as XHTML: paragraphs, line breaks, inline code, code blocks. Where that would not read back to the very same
 * text (doubled spaces, odd backticks), it is one preformatted block instead, so nothing is ever lost.
 */
export function writeText(text: string): XmlNode[] {
  const pretty = text.split(/\n\n(?=```)|(?<=\n```)\n\n|\n\n/).map(writeBlock);
  const isFaithful = pretty.every((block) => block !== null) && readText(pretty as XmlNode[]).text === text;
  return isFaithful ? (pretty as XmlNode[]) : [tag('pre', { [VERBATIM]: 'verbatim' }, [text])];
}

function writeBlock(block: string): XmlNode | null {
  const fence = /^```([\w#+.-]*)\n([\s\S]*)\n```$/.exec(block);
  if (fence) {
    return tag('pre', {}, [tag('code', { class: fence[1] ? `language-${fence[1]}` : null }, [fence[2]!])]);
  }
  if (block.includes('```')) return null; // code that shares its paragraph stays preformatted
  const lines = block.split('\n').flatMap((line, at) => [...(at > 0 ? [tag('br')] : []), ...writeLine(line)]);
  return tag('p', {}, lines);
}

function writeLine(line: string): XmlNode[] {
  return line
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`[^`]+`$/.test(part) ? tag('code', {}, [part.slice(1, -1)]) : part));
}
