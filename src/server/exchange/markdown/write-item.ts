import type { ItemContent, ItemOption } from '@/core/items/item';
import { writeList, writePairs } from '../csv/cells';
import { type EntryKind, writeEntry } from '../entry-text';
import type { ItemRecord } from '../item-record';
import { assertPlainText } from '../plain-text';
import { ExchangeRefusal } from '../problem';
import { writeCodeBlock, writeEntryLines, writeProse } from './blocks';

type Field = readonly [name: string, value: string | number | boolean | null | undefined];
type Section = readonly [name: string, body: string];

/**
 * An item as docs/item-formats.md describes it.
 * @throws ExchangeRefusal `cannot_hold` for media and for texts that Markdown does not keep to the letter
 */
export function writeItem(record: ItemRecord): string {
  const { content, parameters } = record;
  if (content.stemMedia?.length) {
    throw new ExchangeRefusal(
      'cannot_hold',
      'Markdown has no place for images and sounds. Export a QTI package or JSON.',
    );
  }
  const own = contentParts(content);
  const fields: Field[] = [
    ['type', content.type],
    ['skill', record.skillId],
    ['version', record.version],
    ['difficulty', parameters?.difficulty],
    ['discrimination', parameters?.discrimination],
    ['guessing', parameters?.guessing],
    ['upper_asymptote', parameters?.upperAsymptote],
    ['difficulty_variance', parameters?.difficultyVariance],
    ['thresholds', parameters?.thresholds?.join(';')],
    ['expected_time_ms', record.expectedTimeMs],
    ['enemies', record.enemies && (writeList(record.enemies, 'an enemy') || '-')],
    ...own.fields,
  ];
  const sections: Section[] = [
    ['Stem', writeProse(content.stem)],
    ...own.sections,
    ['Explanation', writeProse(content.explanation)],
    ...(content.hint === null ? [] : [['Hint', writeProse(content.hint)] as const]),
  ];
  const text = [
    `# ${record.id}`,
    fields.flatMap(writeField).join('\n'),
    ...sections.map(([name, body]) => `## ${name}\n\n${body}`),
  ].join('\n\n');
  return `${assertPlainText(text)}\n`;
}

function writeField([name, value]: Field): string[] {
  if (value === null || value === undefined) return [];
  const text = String(value);
  if (text === '' || text !== text.trim() || /[\n\r]/.test(text)) {
    throw new ExchangeRefusal('cannot_hold', `The ${name} is empty, or has a line break or space at its edge.`);
  }
  return [`- ${name}: ${text}`];
}

function contentParts(content: ItemContent): { fields: Field[]; sections: Section[] } {
  switch (content.type) {
    case 'singleChoice':
      return { fields: [], sections: [['Options', checked(content.options, [content.keyId])]] };
    case 'multipleResponse': {
      const inOrder = content.options.flatMap(({ id }) => (content.keyIds.includes(id) ? [id] : []));
      const isInOrder =
        inOrder.length === content.keyIds.length && inOrder.every((id, at) => id === content.keyIds[at]);
      return {
        fields: isInOrder ? [] : [['key', writeList(content.keyIds, 'a key')]],
        sections: [['Options', checked(content.options, content.keyIds)]],
      };
    }
    case 'codeReading':
      return {
        fields: [['highlighted_lines', content.code.highlightedLines.join(';') || null]],
        sections: [
          ['Code', writeCodeBlock(content.code.language, content.code.text)],
          ['Options', checked(content.options, [content.keyId])],
        ],
      };
    case 'ordering':
      return { fields: [], sections: [['Order', numbered(content.options, 'option')]] };
    case 'matching':
      return {
        fields: [['key', writePairs(Object.entries(content.key), 'a key')]],
        sections: [
          ['Prompts', numbered(content.prompts, 'prompt')],
          ['Targets', numbered(content.targets, 'target')],
        ],
      };
    case 'numeric':
      return {
        fields: [
          ['key', content.key],
          ['tolerance', content.tolerance.value],
          ['tolerance_kind', content.tolerance.kind],
          ['unit', content.unit],
          [
            'other_units',
            writePairs(
              content.otherUnits.map(({ unit, factor }) => [unit, factor]),
              'a unit',
            ) || null,
          ],
        ],
        sections: [],
      };
    case 'shortText': {
      const { accepted } = content;
      if (accepted.kind === 'pattern') {
        return {
          fields: [
            ['pattern', accepted.pattern],
            ['pattern_example', accepted.example || null],
          ],
          sections: [],
        };
      }
      return {
        fields: [
          ['match_case', accepted.matchCase],
          ['ignore_diacritics', accepted.ignoreDiacritics],
        ],
        sections: [['Accepted', accepted.texts.map((text) => writeEntryLines('-', text)).join('\n')]],
      };
    }
    case 'freeText':
      return {
        fields: [['max_words', content.maxWords]],
        sections: [
          ['Rubric', content.rubric.map(writeCriterion).join('\n')],
          ...(content.modelAnswer === '' ? [] : [['Model answer', writeProse(content.modelAnswer)] as const]),
        ],
      };
  }
}

function checked(options: readonly ItemOption[], keyIds: readonly string[]): string {
  return options
    .map((option, place) =>
      writeEntryLines(keyIds.includes(option.id) ? '- [x]' : '- [ ]', writeEntry(option, 'option', place)),
    )
    .join('\n');
}

function numbered(options: readonly ItemOption[], kind: EntryKind): string {
  return options.map((option, place) => writeEntryLines(`${place + 1}.`, writeEntry(option, kind, place))).join('\n');
}

function writeCriterion({ id, text, points }: { id: string; text: string; points: number }): string {
  if (/[|\n\r]/.test(id) || id !== id.trim() || id === '') {
    throw new ExchangeRefusal('cannot_hold', `The id "${id}" of a criterion cannot be written.`);
  }
  return writeEntryLines('-', `${id} | ${points} | ${text}`);
}
