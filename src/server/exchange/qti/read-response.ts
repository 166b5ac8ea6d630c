import type { ItemContent, ItemOption } from '@/core/items/item';
import { ExchangeRefusal } from '../problem';
import { childOf, childrenOf, descendantsOf, textOf, type XmlElement } from '../xml/element';
import { type ItemDocument, parseJson } from './read-item';

/** What an item type adds to the common parts, as its interaction, response declaration and scoring say it. */
type Specific = Record<string, unknown> & { readonly type: ItemContent['type'] };

export function readResponse(item: ItemDocument, interaction: XmlElement): Specific {
  const declaration = childrenOf(item.root, 'qti-response-declaration').find(
    ({ attributes }) => attributes.identifier === interaction.attributes['response-identifier'],
  );
  switch (interaction.name) {
    case 'qti-choice-interaction':
      return readChoice(item, interaction, declaration);
    case 'qti-order-interaction':
      return readOrder(item, interaction, declaration);
    case 'qti-match-interaction':
      return readMatch(item, interaction, declaration);
    case 'qti-text-entry-interaction':
      return isNumber(declaration)
        ? readNumeric(item, interaction, declaration!)
        : readShortText(item, interaction, declaration);
    default:
      return readFreeText(item, interaction, declaration);
  }
}

function readChoice(item: ItemDocument, interaction: XmlElement, declaration: XmlElement | undefined): Specific {
  const options = choices(item, interaction, 'qti-simple-choice');
  const correct = correctValues(declaration);
  const mapped = mapEntries(declaration);
  const keyIds = (correct.length > 0 ? correct : mapped.filter(({ value }) => value > 0).map(({ key }) => key)).map(
    item.idOf,
  );
  if (keyIds.length === 0)
    throw new ExchangeRefusal('field_missing', 'No correct response is declared.', { path: 'qti-correct-response' });
  if (declaration?.attributes.cardinality !== 'multiple') {
    const code = readCodeReading(item);
    const chosen = { options, keyId: keyIds[0]! };
    return code ? { type: 'codeReading', code, ...chosen } : { type: 'singleChoice', ...chosen };
  }
  if (!item.isOwn && new Set(mapped.filter(({ value }) => value > 0).map(({ value }) => value)).size > 1) {
    item.note('its options had different weights; here each right choice counts the same');
  }
  return { type: 'multipleResponse', options, keyIds };
}

/** The block of code that our own files mark; without the mark code is part of the stem. */
export function readCodeReading(item: ItemDocument): object | null {
  const block = childrenOf(item.body, 'pre').find(({ attributes }) => attributes.class === 'assay-code');
  if (!item.isOwn || !block) return null;
  const lines = (block.attributes['data-assay-highlighted-lines'] ?? '').split(' ').filter((part) => part !== '');
  return {
    language: block.attributes['data-assay-language'] ?? '',
    text: textOf(block),
    highlightedLines: lines.map(Number),
  };
}

function readOrder(item: ItemDocument, interaction: XmlElement, declaration: XmlElement | undefined): Specific {
  const options = choices(item, interaction, 'qti-simple-choice');
  const order = correctValues(declaration).map(item.idOf);
  const byId = new Map(options.map((option) => [option.id, option]));
  if (order.length !== options.length || new Set(order).size !== order.length || !order.every((id) => byId.has(id))) {
    throw new ExchangeRefusal('unsupported_feature', 'The correct response does not order all of its choices.');
  }
  return { type: 'ordering', options: order.map((id) => byId.get(id)!) };
}

function readMatch(item: ItemDocument, interaction: XmlElement, declaration: XmlElement | undefined): Specific {
  const [left, right] = childrenOf(interaction, 'qti-simple-match-set');
  if (!left || !right)
    throw new ExchangeRefusal('field_missing', 'A match needs two sets.', { line: interaction.line });
  const prompts = choices(item, left, 'qti-simple-associable-choice');
  const targets = choices(item, right, 'qti-simple-associable-choice');
  const written = correctValues(declaration);
  const pairs = (
    written.length > 0
      ? written
      : mapEntries(declaration)
          .filter(({ value }) => value > 0)
          .map(({ key }) => key)
  ).map((pair) => pair.trim().split(/\s+/).map(item.idOf));
  const key = Object.fromEntries(pairs.map(([from, to]) => [from!, to!]));
  if (Object.keys(key).length !== pairs.length) {
    throw new ExchangeRefusal(
      'unsupported_feature',
      'One side is paired more than once; here each prompt has one target.',
    );
  }
  if (pairs.length !== prompts.length) {
    throw new ExchangeRefusal(
      'unsupported_feature',
      `${prompts.length} prompts have ${pairs.length} pairs; here each prompt has one target.`,
    );
  }
  return { type: 'matching', prompts, targets, key };
}

const isNumber = (declaration: XmlElement | undefined) =>
  /^(float|integer)$/.test(declaration?.attributes['base-type'] ?? '');

function readNumeric(item: ItemDocument, interaction: XmlElement, declaration: XmlElement): Specific {
  const correct = correctValues(declaration)[0] ?? mapEntries(declaration).find(({ value }) => value > 0)?.key;
  const key = Number(correct);
  if (correct === undefined || correct.trim() === '' || !Number.isFinite(key)) {
    throw new ExchangeRefusal('field_missing', 'No number is declared as the correct response.', {
      path: 'qti-correct-response',
    });
  }
  const { attributes } = interaction;
  const otherUnits = item.isOwn ? attributes['data-assay-other-units'] : undefined;
  return {
    type: 'numeric',
    key,
    tolerance: readTolerance(item, attributes['data-assay-tolerance']),
    unit: (item.isOwn ? attributes['data-assay-unit'] : undefined) ?? null,
    otherUnits: otherUnits === undefined ? [] : parseJson(otherUnits),
  };
}

/** QTI writes relative tolerance in percent. The exact share beside it counts only while it says the same. */
function readTolerance(item: ItemDocument, exact: string | undefined): object {
  const equal = [...descendantsOf(item.root)].find(({ name }) => name === 'qti-equal');
  const kind = equal?.attributes['tolerance-mode'] ?? 'exact';
  const [low, high = low] = (equal?.attributes.tolerance ?? '0').trim().split(/\s+/).map(Number);
  if (kind === 'exact') return { kind: 'absolute', value: 0 };
  if (!Number.isFinite(low) || low !== high) {
    throw new ExchangeRefusal('unsupported_processing', 'The tolerance is not the same on both sides, or no number.', {
      line: equal?.line ?? null,
    });
  }
  const isKept =
    item.isOwn && exact !== undefined && (kind === 'relative' ? Number(exact) * 100 : Number(exact)) === low;
  return { kind, value: isKept ? Number(exact) : kind === 'relative' ? low! / 100 : low };
}

function readShortText(item: ItemDocument, interaction: XmlElement, declaration: XmlElement | undefined): Specific {
  const pattern = [...descendantsOf(item.root)].find(({ name }) => name === 'qti-pattern-match')?.attributes.pattern;
  const correct = correctValues(declaration);
  if (pattern !== undefined)
    return { type: 'shortText', accepted: { kind: 'pattern', pattern, example: correct[0] ?? '' } };
  const mapped = mapEntries(declaration).filter(({ value }) => value > 0);
  const texts = [...new Set(mapped.length > 0 ? mapped.map(({ key }) => key) : correct)];
  if (texts.length === 0)
    throw new ExchangeRefusal('field_missing', 'No accepted text is declared.', { path: 'qti-correct-response' });
  const flag = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value === 'true' });
  const { attributes } = interaction;
  const foreignCase = mapped.length > 0 && mapped.every(({ isCaseSensitive }) => isCaseSensitive) ? 'true' : undefined;
  return {
    type: 'shortText',
    accepted: {
      kind: 'normalised',
      texts,
      ...flag('matchCase', item.isOwn ? attributes['data-assay-match-case'] : foreignCase),
      ...flag('ignoreDiacritics', item.isOwn ? attributes['data-assay-ignore-diacritics'] : undefined),
    },
  };
}

function readFreeText(item: ItemDocument, interaction: XmlElement, declaration: XmlElement | undefined): Specific {
  const blocks = [...descendantsOf(item.body)].filter(({ name }) => name === 'qti-rubric-block');
  const blockOf = (kind: string) => blocks.find(({ attributes }) => item.isOwn && attributes.class === kind);
  const criteria = [...descendantsOf(blockOf('assay-rubric') ?? { name: '', attributes: {}, children: [], line: 0 })]
    .filter(({ name, attributes }) => name === 'li' && attributes['data-assay-id'] !== undefined)
    .map(({ attributes, children }) => ({
      id: attributes['data-assay-id'],
      text: item.read(children).text,
      points: Number(attributes['data-assay-points']),
    }));
  const foreign = blocks.filter(({ attributes }) => !item.isOwn && /scorer/.test(attributes.view ?? ''));
  const asked =
    criteria.length > 0
      ? criteria
      : foreign.map(({ children }, at) => ({ id: `r${at + 1}`, text: item.read(children).text, points: 1 }));
  if (asked.length === 0) {
    throw new ExchangeRefusal('field_missing', 'A free text needs a rubric: a rubric block with view="scorer".', {
      line: interaction.line,
    });
  }
  const answer = blockOf('assay-model-answer');
  const length = Number(interaction.attributes['expected-length'] ?? 0);
  return {
    type: 'freeText',
    rubric: asked,
    modelAnswer: answer
      ? item.read(childOf(answer, 'qti-content-body')?.children ?? []).text
      : (correctValues(declaration)[0] ?? ''),
    maxWords: Number(interaction.attributes['data-assay-max-words'] ?? (length > 0 ? Math.ceil(length / 6) : 300)),
  };
}

function choices(item: ItemDocument, parent: XmlElement, name: string): ItemOption[] {
  return childrenOf(parent, name).map((choice) => {
    const { text, media } = item.read(choice.children);
    if (media.length > 1) {
      throw new ExchangeRefusal('unsupported_feature', 'An option has more than one image or sound.', {
        line: choice.line,
      });
    }
    return { id: item.idOf(choice.attributes.identifier ?? ''), text, ...(media.length > 0 && { media: media[0] }) };
  });
}

/** As written: spaces may be part of an accepted text, but not of an identifier. */
function correctValues(declaration: XmlElement | undefined): string[] {
  const isText = declaration?.attributes['base-type'] === 'string';
  const values = childrenOf(childOf(declaration, 'qti-correct-response') ?? declaration ?? EMPTY, 'qti-value');
  return values.map((value) => (isText ? textOf(value) : textOf(value).trim()));
}

const EMPTY: XmlElement = { name: '', attributes: {}, children: [], line: 0 };

function mapEntries(declaration: XmlElement | undefined): { key: string; value: number; isCaseSensitive: boolean }[] {
  return childrenOf(childOf(declaration, 'qti-mapping') ?? EMPTY, 'qti-map-entry').map(({ attributes }) => ({
    key: attributes['map-key'] ?? '',
    value: Number(attributes['mapped-value']),
    isCaseSensitive: attributes['case-sensitive'] === 'true',
  }));
}
