import type { ItemOption, ItemParameters } from '@/core/items/item';
import { provisionalParameters } from '@/server/bank/provisional-parameters';
import { type EntryKind, readEntry } from '../entry-text';
import { ExchangeRefusal } from '../problem';
import { readFlag, readList, readNumber, readPairs } from './cells';
import { MOST_ENTRIES, type Row } from './columns';

/**
 * The record a row describes, not yet checked.
 * @throws ExchangeRefusal `field_missing`, `row_malformed`, with the column as path
 */
export function readRow(row: Row): unknown {
  const type = needed(row, 'type');
  return {
    id: needed(row, 'id').trim(),
    version: row.version ? readNumber(row.version, 'version') : null,
    skillId: row.skill?.trim() || null,
    parameters: readParameters(row),
    expectedTimeMs: row.expected_time_ms ? readNumber(row.expected_time_ms, 'expected_time_ms') : null,
    enemies: row.enemies ? (row.enemies.trim() === '-' ? [] : readList(row.enemies)) : null,
    content: {
      type: type.trim(),
      stem: needed(row, 'stem'),
      explanation: needed(row, 'explanation'),
      hint: row.hint ?? null,
      ...contentFields(type.trim(), row),
    },
  };
}

function contentFields(type: string, row: Row): object {
  switch (type) {
    case 'singleChoice':
      return { options: entries(row, 'option'), keyId: needed(row, 'key').trim() };
    case 'codeReading':
      return {
        code: {
          language: row.code_language ?? '',
          text: needed(row, 'code'),
          highlightedLines: readList(row.highlighted_lines ?? '').map((part) => readNumber(part, 'highlighted_lines')),
        },
        options: entries(row, 'option'),
        keyId: needed(row, 'key').trim(),
      };
    case 'multipleResponse':
      return { options: entries(row, 'option'), keyIds: readList(needed(row, 'key')) };
    case 'ordering':
      return { options: entries(row, 'option') };
    case 'matching':
      return {
        prompts: entries(row, 'prompt'),
        targets: entries(row, 'target'),
        key: Object.fromEntries(readPairs(needed(row, 'key'), 'key')),
      };
    case 'numeric':
      return {
        key: readNumber(needed(row, 'key'), 'key'),
        tolerance: {
          kind: row.tolerance_kind?.trim() || 'absolute',
          value: row.tolerance ? readNumber(row.tolerance, 'tolerance') : 0,
        },
        unit: row.unit ?? null,
        otherUnits: readPairs(row.other_units ?? '', 'other_units').map(([unit, factor]) => ({
          unit,
          factor: readNumber(factor, 'other_units'),
        })),
      };
    case 'shortText':
      if (row.pattern)
        return { accepted: { kind: 'pattern', pattern: row.pattern, example: row.pattern_example ?? '' } };
      return {
        accepted: {
          kind: 'normalised',
          texts: needed(row, 'accepted').split(/\r?\n/),
          ...(row.match_case && { matchCase: readFlag(row.match_case, 'match_case') }),
          ...(row.ignore_diacritics && { ignoreDiacritics: readFlag(row.ignore_diacritics, 'ignore_diacritics') }),
        },
      };
    case 'freeText':
      return {
        rubric: needed(row, 'rubric').split(/\r?\n/).map(readCriterion),
        modelAnswer: row.model_answer ?? '',
        maxWords: readNumber(needed(row, 'max_words'), 'max_words'),
      };
    default:
      throw new ExchangeRefusal('row_malformed', `There is no item type "${type.slice(0, 40)}".`, { path: 'type' });
  }
}

function readCriterion(line: string): object {
  const found = /^([^|]+?)\s*\|\s*([^|]+?)\s*\|\s?(.*)$/.exec(line);
  if (!found) {
    throw new ExchangeRefusal('row_malformed', `"${line.slice(0, 40)}" is not "id | points | text".`, {
      path: 'rubric',
    });
  }
  return { id: found[1]!.trim(), points: readNumber(found[2]!, 'rubric'), text: found[3] };
}

function entries(row: Row, kind: EntryKind): ItemOption[] {
  const cells = Array.from({ length: MOST_ENTRIES }, (_, place) => row[`${kind}_${place + 1}`]);
  const last = cells.findLastIndex((cell) => cell !== undefined);
  return cells.slice(0, last + 1).map((cell, place) => readEntry(cell ?? '', kind, place));
}

/** All five or none; an author may give the difficulty alone. */
function readParameters(row: Row): ItemParameters | null {
  const columns = {
    discrimination: 'discrimination',
    difficulty: 'difficulty',
    guessing: 'guessing',
    upperAsymptote: 'upper_asymptote',
    difficultyVariance: 'difficulty_variance',
  } as const;
  const given = Object.entries(columns).flatMap(([field, column]) =>
    row[column] ? [[field, readNumber(row[column], column)] as const] : [],
  );
  const thresholds = row.thresholds ? readList(row.thresholds).map((part) => readNumber(part, 'thresholds')) : null;
  if (given.length === 0 && thresholds === null) return null;
  if (!row.difficulty)
    throw new ExchangeRefusal('field_missing', 'Parameters need the difficulty.', { path: 'difficulty' });
  const stated: Partial<ItemParameters> = Object.fromEntries(given);
  return { ...provisionalParameters(stated.difficulty ?? 0), ...stated, ...(thresholds && { thresholds }) };
}

function needed(row: Row, column: string): string {
  const cell = row[column];
  if (cell === undefined || cell.trim() === '') {
    throw new ExchangeRefusal('field_missing', `The column "${column}" is empty.`, { path: column });
  }
  return cell;
}
