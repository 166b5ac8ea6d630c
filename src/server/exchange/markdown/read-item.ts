import type { ItemOption } from '@/core/items/item';
import type { Row } from '../csv/columns';
import { readRow } from '../csv/read-row';
import { type EntryKind, readEntry } from '../entry-text';
import { ExchangeRefusal } from '../problem';
import { readCodeBlock, readEntryLines, readProse } from './blocks';

export type MarkdownItem = {
  readonly id: string;
  readonly line: number;
  readonly fields: Readonly<Record<string, string>>;
  readonly sections: ReadonlyMap<string, readonly string[]>;
};

const SECTIONS = [
  'stem',
  'code',
  'options',
  'order',
  'prompts',
  'targets',
  'accepted',
  'rubric',
  'model answer',
  'explanation',
  'hint',
];
const CHECK = /^- \[[ xX]\] ?/;
const NUMBER = /^\d{1,3}\. ?/;
const DASH = /^- ?/;

/**
 * The record an item describes, not yet checked. Scalars are those of a CSV row and are read as such; lists and texts come
 * from the sections.
 * @throws ExchangeRefusal `field_missing`, `row_malformed`
 */
export function readItem(item: MarkdownItem): unknown {
  const unknown = [...item.sections.keys()].find((name) => !SECTIONS.includes(name));
  if (unknown !== undefined) {
    throw new ExchangeRefusal('row_malformed', `There is no section "${unknown.slice(0, 40)}".`, {
      path: unknown.slice(0, 40),
    });
  }
  const prose = (name: string) => (item.sections.has(name) ? readProse(item.sections.get(name)!) : undefined);
  const list = (name: string, marker: RegExp) => readEntryLines(item.sections.get(name) ?? [], marker, name);
  const options = list('options', CHECK);
  const key = item.fields.key ?? keyOf(options);
  const base = readRow({
    ...item.fields,
    ...(key !== undefined && { key }),
    id: item.id,
    stem: prose('stem'),
    explanation: prose('explanation'),
    hint: prose('hint'),
    ...placeholders(item),
  } satisfies Row) as { content: Record<string, unknown> };
  const content: Record<string, unknown> = { ...base.content };
  const entriesOf = (name: string, marker: RegExp, kind: EntryKind): ItemOption[] =>
    list(name, marker).map(({ text }, place) => readEntry(text, kind, place));
  switch (content.type) {
    case 'singleChoice':
    case 'multipleResponse':
      content.options = entriesOf('options', CHECK, 'option');
      break;
    case 'codeReading':
      content.options = entriesOf('options', CHECK, 'option');
      content.code = { ...(content.code as object), ...readCodeBlock(item.sections.get('code') ?? []) };
      break;
    case 'ordering':
      content.options = entriesOf('order', NUMBER, 'option');
      break;
    case 'matching':
      content.prompts = entriesOf('prompts', NUMBER, 'prompt');
      content.targets = entriesOf('targets', NUMBER, 'target');
      break;
    case 'shortText': {
      const accepted = content.accepted as { kind: string };
      if (accepted.kind === 'normalised')
        content.accepted = { ...accepted, texts: list('accepted', DASH).map(({ text }) => text) };
      break;
    }
    case 'freeText':
      content.rubric = list('rubric', DASH).map(({ text }) => readCriterion(text));
      content.modelAnswer = prose('model answer') ?? '';
  }
  return { ...base, content };
}

/** The marked options, as a cell would list them. */
function keyOf(options: readonly { marker: string; text: string }[]): string | undefined {
  const ids = options.flatMap(({ marker, text }, place) =>
    /x/i.test(marker) ? [readEntry(text, 'option', place).id] : [],
  );
  return ids.length > 0 ? ids.join(';') : undefined;
}

/** Cells that a row needs and a section holds here; their values are replaced by what the sections say. */
function placeholders({ sections }: MarkdownItem): Row {
  return {
    ...(sections.has('code') && { code: 'section' }),
    ...(sections.has('accepted') && { accepted: 'section' }),
    ...(sections.has('rubric') && { rubric: 'section | 1 | section' }),
  };
}

function readCriterion(text: string): object {
  const found = /^([^|\n]+?)\s*\|\s*(\d{1,6})\s*\|\s?([\s\S]*)$/.exec(text);
  if (!found) {
    throw new ExchangeRefusal('row_malformed', `"${text.slice(0, 40)}" is not "id | points | text".`, {
      path: 'rubric',
    });
  }
  return { id: found[1], points: Number(found[2]), text: found[3] };
}
