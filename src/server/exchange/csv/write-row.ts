import type { ItemContent, ItemOption } from '@/core/items/item';
import { type EntryKind, writeEntry } from '../entry-text';
import type { ItemRecord } from '../item-record';
import { assertPlainText } from '../plain-text';
import { ExchangeRefusal } from '../problem';
import { protectCell, writeList, writePairs } from './cells';
import { COLUMNS, MOST_ENTRIES, type Row } from './columns';

/**
 * The cells of an item, in the order of `COLUMNS`, safe to open in a spreadsheet.
 * @throws ExchangeRefusal `cannot_hold` for media, more than ten entries, and lists with separators in them
 */
export function writeRow(record: ItemRecord): string[] {
  const { content, parameters } = record;
  if (content.stemMedia?.length) {
    throw new ExchangeRefusal('cannot_hold', 'A row has no place for images and sounds. Export a QTI package or JSON.');
  }
  const row: Row = {
    id: record.id,
    version: record.version?.toString(),
    skill: record.skillId ?? undefined,
    type: content.type,
    stem: content.stem,
    explanation: content.explanation,
    hint: content.hint ?? undefined,
    difficulty: parameters?.difficulty.toString(),
    discrimination: parameters?.discrimination.toString(),
    guessing: parameters?.guessing.toString(),
    upper_asymptote: parameters?.upperAsymptote.toString(),
    difficulty_variance: parameters?.difficultyVariance.toString(),
    thresholds: parameters?.thresholds?.join(';'),
    expected_time_ms: record.expectedTimeMs?.toString(),
    enemies: record.enemies ? writeList(record.enemies, 'an enemy') || '-' : undefined,
    ...contentCells(content),
  };
  return COLUMNS.map((column) => protectCell(assertPlainText(row[column] ?? '')));
}

function contentCells(content: ItemContent): Row {
  switch (content.type) {
    case 'singleChoice':
      return { ...entries(content.options, 'option'), key: writeList([content.keyId], 'a key') };
    case 'codeReading':
      return {
        ...entries(content.options, 'option'),
        key: writeList([content.keyId], 'a key'),
        code_language: content.code.language,
        code: content.code.text,
        highlighted_lines: content.code.highlightedLines.join(';'),
      };
    case 'multipleResponse':
      return { ...entries(content.options, 'option'), key: writeList(content.keyIds, 'a key') };
    case 'ordering':
      return entries(content.options, 'option');
    case 'matching':
      return {
        ...entries(content.prompts, 'prompt'),
        ...entries(content.targets, 'target'),
        key: writePairs(Object.entries(content.key), 'a key'),
      };
    case 'numeric':
      return {
        key: String(content.key),
        tolerance: String(content.tolerance.value),
        tolerance_kind: content.tolerance.kind,
        unit: content.unit ?? undefined,
        other_units: writePairs(
          content.otherUnits.map(({ unit, factor }) => [unit, factor]),
          'a unit',
        ),
      };
    case 'shortText': {
      const { accepted } = content;
      if (accepted.kind === 'pattern') return { pattern: accepted.pattern, pattern_example: accepted.example };
      if (accepted.texts.some((text) => /[\n\r]/.test(text) || text.trim() === '')) {
        throw new ExchangeRefusal('cannot_hold', 'An accepted text is empty or has a line break.');
      }
      return {
        accepted: accepted.texts.join('\n'),
        match_case: accepted.matchCase?.toString(),
        ignore_diacritics: accepted.ignoreDiacritics?.toString(),
      };
    }
    case 'freeText':
      return {
        rubric: content.rubric.map(writeCriterion).join('\n'),
        model_answer: content.modelAnswer,
        max_words: String(content.maxWords),
      };
  }
}

function writeCriterion({ id, text, points }: { id: string; text: string; points: number }): string {
  if (/[|\n\r]/.test(id) || id !== id.trim() || id === '' || /[\n\r]/.test(text) || text !== text.trim()) {
    throw new ExchangeRefusal('cannot_hold', 'A criterion of the rubric has a line break, or "|" in its id.');
  }
  return `${id} | ${points} | ${text}`;
}

function entries(options: readonly ItemOption[], kind: EntryKind): Row {
  if (options.length > MOST_ENTRIES) {
    throw new ExchangeRefusal(
      'cannot_hold',
      `A row has columns for ${MOST_ENTRIES} ${kind}s, the item has ${options.length}.`,
    );
  }
  return Object.fromEntries(options.map((option, place) => [`${kind}_${place + 1}`, writeEntry(option, kind, place)]));
}
