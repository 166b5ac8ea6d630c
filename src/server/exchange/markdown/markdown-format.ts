import { decodeLongText } from '../decode-text';
import type { ItemRecord, Reading } from '../item-record';
import { LIMITS } from '../limits';
import { createPace } from '../pace';
import { ExchangeRefusal, NOWHERE, problem, problemOf } from '../problem';
import { ReadingBuilder } from '../reading';
import { FenceWatch } from './blocks';
import { type MarkdownItem, readItem } from './read-item';
import { writeItem } from './write-item';

type Draft = {
  id: string;
  line: number;
  length: number;
  fields: Record<string, string>;
  sections: Map<string, string[]>;
  open: string[] | null;
  wrong: ExchangeRefusal | null;
};

/** Items of a file in the grammar of docs/item-formats.md. A malformed item is refused alone, with the line of its heading. */
export async function readMarkdown(bytes: Uint8Array, signal?: AbortSignal): Promise<Reading> {
  const pace = createPace(signal);
  const text = await decodeLongText(bytes, pace);
  const reading = new ReadingBuilder();
  let draft: Draft | null = null;
  let watch = new FenceWatch();
  let line = 0;
  for (const written of linesOf(text)) {
    line += 1;
    if (line % 256 === 0) await pace();
    if (!watch.isOpen && /^# /.test(written)) {
      finish(draft, watch, reading);
      draft = startOf(written, line);
      watch = new FenceWatch();
    } else if (draft === null) {
      if (written.trim() !== '') reading.note('Text before the first item is not read.', { ...NOWHERE, line });
      if (line > LIMITS.items) throw new ExchangeRefusal('header_invalid', 'No heading "# id" was found.', { line });
    } else take(draft, written, watch, line);
  }
  finish(draft, watch, reading);
  return reading.done();
}

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at <= text.length; ) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end === -1 ? text.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    at = end === -1 ? text.length + 1 : end + 1;
  }
}

function startOf(heading: string, line: number): Draft {
  return { id: heading.slice(2).trim(), line, length: 0, fields: {}, sections: new Map(), open: null, wrong: null };
}

function take(draft: Draft, written: string, watch: FenceWatch, line: number): void {
  draft.length += written.length + 1;
  if (draft.length > LIMITS.itemText) {
    draft.wrong ??= new ExchangeRefusal('document_too_large', `The limit is ${LIMITS.itemText} characters.`);
    return;
  }
  const section = watch.isOpen ? null : /^##(?!#)\s*(.*?)\s*$/.exec(written);
  if (section) {
    const name = section[1]!.toLowerCase();
    if (draft.sections.has(name)) {
      draft.wrong ??= new ExchangeRefusal('row_malformed', `The section "${name.slice(0, 40)}" stands twice.`, {
        line,
      });
    }
    draft.open = [];
    draft.sections.set(name, draft.open);
    return;
  }
  if (draft.open) {
    draft.open.push(written);
    watch.pass(written);
    return;
  }
  if (written.trim() === '') return;
  const field = /^- ([a-z_]+):\s*(.*?)\s*$/.exec(written);
  if (field && !Object.hasOwn(draft.fields, field[1]!)) draft.fields[field[1]!] = field[2]!;
  else
    draft.wrong ??= new ExchangeRefusal('row_malformed', `"${written.slice(0, 40)}" is no field "- name: value".`, {
      line,
    });
}

function finish(draft: Draft | null, watch: FenceWatch, reading: ReadingBuilder): void {
  if (draft === null) return;
  const at = { ...NOWHERE, line: draft.line };
  try {
    if (draft.wrong) throw draft.wrong;
    if (watch.isOpen)
      throw new ExchangeRefusal('row_malformed', 'A code block is not closed; all that follows was read as code.');
    reading.add(readItem(draft satisfies MarkdownItem), at);
  } catch (error) {
    const found = problemOf(error, at);
    reading.refuse(problem(found.code, found.detail, { ...found.at, itemId: draft.id.slice(0, 200) || null }));
  }
}

export function* writeMarkdown(records: Iterable<ItemRecord>): Generator<string> {
  let separator = '';
  for (const record of records) {
    yield separator + writeItem(record);
    separator = '\n';
  }
}
