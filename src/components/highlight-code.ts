import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import http from 'highlight.js/lib/languages/http';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';

for (const [name, language] of Object.entries({ bash, http, java, javascript, json, python, sql, typescript }))
  hljs.registerLanguage(name, language);

export type CodeTone = 'plain' | 'keyword' | 'string' | 'number' | 'comment' | 'name';
export type CodePart = { readonly text: string; readonly tone: CodeTone };

const TONES: Readonly<Record<string, CodeTone>> = {
  keyword: 'keyword',
  operator: 'keyword',
  literal: 'number',
  number: 'number',
  string: 'string',
  regexp: 'string',
  subst: 'plain',
  comment: 'comment',
  title: 'name',
  built_in: 'name',
  attr: 'name',
  attribute: 'name',
  type: 'name',
  property: 'plain',
};
/** A map, because any word of the code is looked up in it: an object would answer for `valueOf`. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#x27;', "'"],
]);
const MARKUP = /<span class="hljs-([\w-]+)[^"]*">|<\/span>|&(?:amp|lt|gt|quot|#x27);|\n|[^<&\n]+/g;

/**
 * Code line by line, each line as parts with a tone. The parts of a line joined are the line, to the letter, whatever the
 * language; an unknown language is all plain. highlight.js gives HTML made of spans and five entities: that is read here
 * into data, so that no markup ever reaches the page.
 */
export function highlightCode(text: string, language: string): CodePart[][] {
  if (hljs.getLanguage(language) === undefined) return text.split('\n').map((line) => [{ text: line, tone: 'plain' }]);
  const lines: CodePart[][] = [[]];
  const open: CodeTone[] = ['plain'];
  for (const [piece, scope] of hljs.highlight(text, { language, ignoreIllegals: true }).value.matchAll(MARKUP)) {
    if (scope !== undefined) open.push(TONES[scope] ?? open.at(-1)!);
    else if (piece === '</span>') open.pop();
    else if (piece === '\n') lines.push([]);
    else append(lines.at(-1)!, ENTITIES.get(piece) ?? piece, open.at(-1)!);
  }
  return lines;
}

function append(line: CodePart[], text: string, tone: CodeTone): void {
  const last = line.at(-1);
  if (last?.tone === tone) line[line.length - 1] = { tone, text: last.text + text };
  else line.push({ text, tone });
}
