import type { ItemContent, ItemOption, MediaRef } from '@/core/items/item';
import type { ItemRecord } from '../item-record';
import type { XmlElement } from '../xml/element';
import { tag, type XmlNode } from '../xml/write-xml';
import { writeIdentifier } from './identifiers';
import { QTI_NAMESPACE, TEMPLATES, TOOL } from './names';
import { writeText } from './write-text';

/** The address of a file of the package as an item document has to write it. */
export type AddressOf = (ref: MediaRef) => string;

const RESPONSE = 'RESPONSE';

/**
 * An item as a QTI 3 assessment item. What QTI has no word for stands in `data-assay-...` attributes of the body, which the standard
 * lets every body element carry; parameters go into the usage data of the package.
 */
export function writeItem(record: ItemRecord, addressOf: AddressOf): XmlElement {
  const { content } = record;
  const parts = writeParts(content, addressOf);
  return tag(
    'qti-assessment-item',
    {
      xmlns: QTI_NAMESPACE,
      identifier: record.id,
      title: titleOf(content.stem),
      adaptive: false,
      'time-dependent': false,
      'tool-name': TOOL,
      'tool-version': 1,
    },
    [
      parts.declaration,
      tag('qti-outcome-declaration', {
        identifier: 'SCORE',
        cardinality: 'single',
        'base-type': 'float',
        ...(content.type === 'freeText' && { 'external-scored': 'human' }),
      }),
      tag('qti-outcome-declaration', { identifier: 'FEEDBACK', cardinality: 'multiple', 'base-type': 'identifier' }),
      tag(
        'qti-item-body',
        {
          'data-assay-type': content.type,
          'data-assay-version': record.version,
          'data-assay-skill': record.skillId,
          'data-assay-expected-time-ms': record.expectedTimeMs,
          'data-assay-enemies': record.enemies && JSON.stringify(record.enemies),
        },
        [
          tag('div', { class: 'assay-stem' }, writeText(content.stem)),
          ...(content.stemMedia?.length
            ? [
                tag(
                  'div',
                  { class: 'assay-media' },
                  content.stemMedia.map((ref) => writeMedia(ref, addressOf)),
                ),
              ]
            : []),
          ...parts.body,
        ],
      ),
      ...(parts.processing ? [parts.processing] : []),
      feedback('explanation', content.explanation),
      ...(content.hint === null ? [] : [feedback('hint', content.hint)]),
    ],
  );
}

type Parts = { declaration: XmlElement; body: XmlElement[]; processing: XmlElement | null };

const MATCH_CORRECT = tag('qti-response-processing', { template: `${TEMPLATES}match_correct.xml` });
const MAP_RESPONSE = tag('qti-response-processing', { template: `${TEMPLATES}map_response.xml` });

function writeParts(content: ItemContent, addressOf: AddressOf): Parts {
  const choices = (options: readonly ItemOption[]) =>
    options.map((option) =>
      tag('qti-simple-choice', { identifier: writeIdentifier(option.id) }, entry(option, addressOf)),
    );
  switch (content.type) {
    case 'singleChoice':
    case 'codeReading':
      return {
        declaration: declare('single', 'identifier', [writeIdentifier(content.keyId)]),
        body: [
          ...(content.type === 'codeReading' ? [writeCode(content.code)] : []),
          interaction('choice', { shuffle: true, 'max-choices': 1 }, choices(content.options)),
        ],
        processing: MATCH_CORRECT,
      };
    case 'multipleResponse':
      return {
        declaration: declare(
          'multiple',
          'identifier',
          content.keyIds.map(writeIdentifier),
          mapping(
            content.options.map(({ id }) => [writeIdentifier(id), content.keyIds.includes(id) ? 1 : -1]),
            { 'lower-bound': 0, 'upper-bound': content.keyIds.length, 'default-value': 0 },
          ),
        ),
        body: [interaction('choice', { shuffle: true, 'max-choices': 0 }, choices(content.options))],
        processing: MAP_RESPONSE,
      };
    case 'ordering':
      return {
        declaration: declare(
          'ordered',
          'identifier',
          content.options.map(({ id }) => writeIdentifier(id)),
        ),
        body: [interaction('order', { shuffle: true }, choices(content.options))],
        processing: MATCH_CORRECT,
      };
    case 'matching': {
      const pairs = Object.entries(content.key).map((pair) => pair.map(writeIdentifier).join(' '));
      const set = (options: readonly ItemOption[], most: number) =>
        tag(
          'qti-simple-match-set',
          {},
          options.map((option) =>
            tag(
              'qti-simple-associable-choice',
              { identifier: writeIdentifier(option.id), 'match-max': most },
              entry(option, addressOf),
            ),
          ),
        );
      return {
        declaration: declare(
          'multiple',
          'directedPair',
          pairs,
          mapping(
            pairs.map((pair) => [pair, 1]),
            { 'lower-bound': 0, 'default-value': 0 },
          ),
        ),
        body: [
          interaction('match', { shuffle: true, 'max-associations': content.prompts.length }, [
            set(content.prompts, 1),
            set(content.targets, content.prompts.length),
          ]),
        ],
        processing: MAP_RESPONSE,
      };
    }
    case 'numeric': {
      const { kind, value } = content.tolerance;
      const written = String(kind === 'relative' ? value * 100 : value);
      return {
        declaration: declare('single', 'float', [String(content.key)]),
        body: [
          entryLine({
            'data-assay-tolerance': value,
            'data-assay-unit': content.unit,
            'data-assay-other-units': content.otherUnits.length > 0 ? JSON.stringify(content.otherUnits) : null,
          }),
        ],
        processing: processing(
          tag('qti-equal', { 'tolerance-mode': kind, tolerance: `${written} ${written}` }, [
            tag('qti-variable', { identifier: RESPONSE }),
            tag('qti-correct', { identifier: RESPONSE }),
          ]),
        ),
      };
    }
    case 'shortText': {
      const { accepted } = content;
      if (accepted.kind === 'pattern') {
        return {
          declaration: declare('single', 'string', [accepted.example]),
          body: [entryLine({})],
          processing: processing(
            tag('qti-pattern-match', { pattern: accepted.pattern }, [tag('qti-variable', { identifier: RESPONSE })]),
          ),
        };
      }
      return {
        declaration: declare(
          'single',
          'string',
          [accepted.texts[0]!],
          mapping(
            accepted.texts.map((text) => [text, 1]),
            { 'default-value': 0 },
            { 'case-sensitive': accepted.matchCase ?? false },
          ),
        ),
        body: [
          entryLine({
            'data-assay-match-case': accepted.matchCase,
            'data-assay-ignore-diacritics': accepted.ignoreDiacritics,
          }),
        ],
        processing: MAP_RESPONSE,
      };
    }
    case 'freeText':
      return {
        declaration: tag('qti-response-declaration', {
          identifier: RESPONSE,
          cardinality: 'single',
          'base-type': 'string',
        }),
        body: [
          interaction('extended-text', {
            'expected-length': content.maxWords * 6,
            'data-assay-max-words': content.maxWords,
          }),
          rubric('assay-rubric', [
            tag(
              'ol',
              {},
              content.rubric.map(({ id, text, points }) =>
                tag('li', { 'data-assay-id': id, 'data-assay-points': points }, writeText(text)),
              ),
            ),
          ]),
          rubric('assay-model-answer', writeText(content.modelAnswer)),
        ],
        processing: null,
      };
  }
}

function declare(
  cardinality: string,
  baseType: string,
  correct: readonly string[],
  map: XmlElement | null = null,
): XmlElement {
  const values = correct.map((value) => tag('qti-value', {}, [value]));
  return tag('qti-response-declaration', { identifier: RESPONSE, cardinality, 'base-type': baseType }, [
    tag('qti-correct-response', {}, values),
    ...(map ? [map] : []),
  ]);
}

function mapping(
  entries: readonly (readonly [key: string, value: number])[],
  bounds: Record<string, number>,
  each: Record<string, boolean> = {},
): XmlElement {
  return tag(
    'qti-mapping',
    bounds,
    entries.map(([key, value]) => tag('qti-map-entry', { 'map-key': key, 'mapped-value': value, ...each })),
  );
}

function interaction(
  kind: string,
  attributes: Record<string, string | number | boolean>,
  children: XmlElement[] = [],
): XmlElement {
  return tag(`qti-${kind}-interaction`, { 'response-identifier': RESPONSE, ...attributes }, children);
}

function entryLine(attributes: Record<string, string | number | boolean | null | undefined>): XmlElement {
  return tag('p', {}, [tag('qti-text-entry-interaction', { 'response-identifier': RESPONSE, ...attributes })]);
}

/** One point when the condition holds. */
function processing(condition: XmlElement): XmlElement {
  const set = tag('qti-set-outcome-value', { identifier: 'SCORE' }, [
    tag('qti-base-value', { 'base-type': 'float' }, ['1']),
  ]);
  return tag('qti-response-processing', {}, [
    tag('qti-response-condition', {}, [tag('qti-response-if', {}, [condition, set])]),
  ]);
}

function entry({ text, media }: ItemOption, addressOf: AddressOf): XmlNode[] {
  return [...(text === '' ? [] : writeText(text)), ...(media ? [writeMedia(media, addressOf)] : [])];
}

function writeMedia(ref: MediaRef, addressOf: AddressOf): XmlElement {
  const own = { src: addressOf(ref), 'data-assay-media': ref.mediaId };
  return ref.kind === 'image'
    ? tag('img', { ...own, alt: ref.alternativeText })
    : tag('audio', { ...own, controls: 'controls', 'aria-label': ref.alternativeText });
}

function writeCode({
  language,
  text,
  highlightedLines,
}: {
  language: string;
  text: string;
  highlightedLines: readonly number[];
}): XmlElement {
  const attributes = {
    class: 'assay-code',
    'data-assay-language': language,
    'data-assay-highlighted-lines': highlightedLines.join(' '),
  };
  return tag('pre', attributes, [text]);
}

function rubric(kind: string, children: readonly XmlNode[]): XmlElement {
  return tag('qti-rubric-block', { use: 'scoring', view: 'scorer', class: kind }, [
    tag('qti-content-body', {}, children),
  ]);
}

function feedback(identifier: string, text: string): XmlElement {
  const attributes = { 'outcome-identifier': 'FEEDBACK', 'show-hide': 'show', identifier };
  return tag('qti-modal-feedback', attributes, [tag('qti-content-body', {}, writeText(text))]);
}

function titleOf(stem: string): string {
  const line = stem.replace(/\s+/g, ' ').trim();
  return [...line].slice(0, 80).join('');
}
