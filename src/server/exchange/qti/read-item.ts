import type { ItemContent } from '@/core/items/item';
import { ExchangeRefusal } from '../problem';
import { childOf, childrenOf, descendantsOf, type XmlElement } from '../xml/element';
import { readIdentifier } from './identifiers';
import { modernNames } from './legacy-names';
import { REFUSED_INTERACTIONS, TOOL } from './names';
import { assertProcessing } from './processing';
import { readResponse } from './read-response';
import { assertPassive, type PlainText, readText, type TextOptions } from './read-text';

/** What the surroundings know: how a file of the package is called in a record. */
export type ItemSurroundings = Required<Pick<TextOptions, 'mediaIdOf'>>;

/** A record, not yet checked and without parameters, and what was left out of it, in words. */
export type ReadItem = { readonly value: Record<string, unknown>; readonly notes: readonly string[] };

/** One item document while it is read: how its ids are written, and what has been left out so far. */
export type ItemDocument = {
  readonly root: XmlElement;
  readonly body: XmlElement;
  readonly isOwn: boolean;
  readonly idOf: (identifier: string) => string;
  readonly read: (nodes: XmlElement['children'], options?: TextOptions) => PlainText;
  readonly note: (text: string) => void;
};

const isInteraction = ({ name }: XmlElement) => /^qti-.+-interaction$/.test(name);

/**
 * The item of a QTI 3 or 2.x document.
 * @throws ExchangeRefusal `unsupported_interaction`, `unsupported_processing`, `unsupported_feature`, `active_content`,
 * `field_missing`, `manifest_invalid` for what is no item at all
 */
export function readItem(document: XmlElement, { mediaIdOf }: ItemSurroundings): ReadItem {
  const isLegacy = document.name === 'assessmentItem';
  const root = isLegacy ? modernNames(document) : document;
  if (/^(qti-assessment-test|assessmentTest)$/.test(root.name)) {
    throw new ExchangeRefusal('unsupported_feature', 'It is a test. Import it in a package, with the items it names.');
  }
  if (root.name !== 'qti-assessment-item') {
    throw new ExchangeRefusal('unsupported_feature', `The document element is "${root.name}", not an assessment item.`);
  }
  const notes = new Set<string>();
  const isOwn = root.attributes['tool-name'] === TOOL;
  const body = childOf(root, 'qti-item-body');
  if (!body) throw new ExchangeRefusal('field_missing', 'It has no item body.', { path: 'qti-item-body' });
  for (const element of descendantsOf(root)) assertPassive(element);
  assertFeatures(root);
  const interaction = theInteraction(body);
  const item: ItemDocument = {
    root,
    body,
    isOwn,
    idOf: isOwn ? readIdentifier : (identifier) => identifier,
    read: (nodes, options) => {
      const plain = readText(nodes, { mediaIdOf, ...options });
      for (const what of plain.dropped) notes.add(`left out: ${what}`);
      return plain;
    },
    note: (text) => notes.add(text),
  };
  assertProcessing(root, interaction, item.note);

  const stem = readStem(item, interaction);
  const feedback = readFeedback(item);
  const response = withModelAnswer(readResponse(item, interaction), feedback.explanation, item);
  // Its shape is checked once it is a record; here it only has to be looked at for the key.
  const found = { ...stem, ...response, ...feedback } as unknown as ItemContent;
  if (feedback.explanation === '') item.note('no feedback was found, so the explanation names the key alone');
  const content = feedback.explanation === '' ? { ...found, explanation: standIn(found) } : found;
  const own = (name: string) => (isOwn ? body.attributes[`data-assay-${name}`] : undefined);
  const enemies = own('enemies');
  return {
    value: {
      id: root.attributes.identifier ?? '',
      version: numberOrNull(own('version')),
      skillId: own('skill') ?? null,
      parameters: null,
      expectedTimeMs: numberOrNull(own('expected-time-ms')),
      enemies: enemies === undefined ? null : parseJson(enemies),
      content,
    },
    notes: [...notes],
  };
}

function assertFeatures(root: XmlElement): void {
  if (root.attributes.adaptive === 'true') {
    throw new ExchangeRefusal(
      'unsupported_feature',
      'Adaptive items (several attempts with changing text) are not kept.',
    );
  }
  const reasons: Record<string, string> = {
    'qti-template-declaration': 'Items made from a template need an item model here.',
    'qti-template-processing': 'Items made from a template need an item model here.',
    'qti-assessment-stimulus-ref': 'Texts shared between items are not kept; put the text into the stem.',
    'qti-companion-materials-info': 'Companion materials such as calculators are not kept.',
  };
  const found = [...descendantsOf(root)].find(({ name }) => Object.hasOwn(reasons, name));
  if (found)
    throw new ExchangeRefusal('unsupported_feature', `${found.name}: ${reasons[found.name]}`, { line: found.line });
}

const HELD = ['choice', 'order', 'match', 'text-entry', 'extended-text'].map((kind) => `qti-${kind}-interaction`);

function theInteraction(body: XmlElement): XmlElement {
  const found = [...descendantsOf(body)].filter(isInteraction);
  const refused = found.find(({ name }) => !HELD.includes(name));
  if (refused) {
    const reason = REFUSED_INTERACTIONS[refused.name] ?? 'It is not one of the standard.';
    throw new ExchangeRefusal('unsupported_interaction', `${refused.name}: ${reason}`, {
      line: refused.line,
      path: refused.name,
    });
  }
  if (found.length === 0)
    throw new ExchangeRefusal('unsupported_interaction', 'It has no interaction, so nothing to answer.');
  if (found.length > 1) {
    const names = found.map(({ name }) => name).join(', ');
    throw new ExchangeRefusal(
      'unsupported_interaction',
      `Several interactions in one item (${names}): split it into items.`,
      {
        line: found[1]!.line,
      },
    );
  }
  return found[0]!;
}

/** The words around the interaction, its prompt included; in our own files the marked part of the body. */
function readStem(item: ItemDocument, interaction: XmlElement): Record<string, unknown> {
  const own = item.isOwn ? childrenOf(item.body, 'div') : [];
  const stemPart = own.find(({ attributes }) => attributes.class === 'assay-stem');
  if (stemPart) {
    const media = own.find(({ attributes }) => attributes.class === 'assay-media');
    const refs = media ? item.read(media.children).media : [];
    return { stem: item.read(stemPart.children).text, ...(refs.length > 0 && { stemMedia: refs }) };
  }
  const isInline = interaction.name === 'qti-text-entry-interaction';
  const prompt = childOf(interaction, 'qti-prompt');
  const around = item.read(item.body.children, { isGap: (element) => element === interaction });
  const asked = prompt ? item.read(prompt.children) : null;
  const stem = isInline || !asked ? around.text : [around.text, asked.text].filter((part) => part !== '').join('\n\n');
  const media = [...around.media, ...(asked?.media ?? [])];
  return { stem, ...(media.length > 0 && { stemMedia: media }) };
}

/** Explanation and hint from modal feedback; without a mark of ours, all of it is explanation. */
function readFeedback(item: ItemDocument): { explanation: string; hint: string | null } {
  const texts = childrenOf(item.root, 'qti-modal-feedback').map((element) => {
    const { text, media } = item.read(element.children);
    if (media.length > 0) item.note('left out: an image or sound in the feedback');
    return { text, isHint: item.isOwn && element.attributes.identifier === 'hint' };
  });
  const explanations = [...new Set(texts.filter(({ isHint }) => !isHint).map(({ text }) => text))];
  return {
    explanation: explanations.filter((text) => text !== '').join('\n\n'),
    hint: texts.find(({ isHint }) => isHint)?.text ?? null,
  };
}

/** A free text needs a model answer to be graded by; QTI has no place for one, so feedback stands in. */
function withModelAnswer<T extends { type: string; modelAnswer?: unknown }>(
  response: T,
  explanation: string,
  item: ItemDocument,
): T {
  if (response.type !== 'freeText' || response.modelAnswer !== '') return response;
  if (explanation === '') {
    throw new ExchangeRefusal('field_missing', 'A free text needs a model answer: a correct response or feedback.');
  }
  item.note('no model answer was found, so the feedback stands for it');
  return { ...response, modelAnswer: explanation };
}

/** An explanation for an item that came with none: which answer is right, no more than that. */
function standIn(content: ItemContent): string {
  switch (content.type) {
    case 'singleChoice':
    case 'codeReading':
      return `The key is: ${content.options.find(({ id }) => id === content.keyId)?.text ?? ''}`;
    case 'multipleResponse':
      return `The keys are: ${content.options.flatMap(({ id, text }) => (content.keyIds.includes(id) ? [text] : [])).join('; ')}`;
    case 'ordering':
      return `The order is: ${content.options.map(({ text }) => text).join('; ')}`;
    case 'matching': {
      const text = (id: string) =>
        [...content.prompts, ...content.targets].find((entry) => entry.id === id)?.text ?? id;
      return `The pairs are: ${Object.entries(content.key)
        .map((pair) => pair.map(text).join(' - '))
        .join('; ')}`;
    }
    case 'numeric':
      return `The value is ${content.key}.`;
    case 'shortText':
      return `Accepted is: ${content.accepted.kind === 'pattern' ? content.accepted.example : content.accepted.texts.join('; ')}`;
    case 'freeText':
      return content.modelAnswer;
  }
}

function numberOrNull(value: string | undefined): number | null {
  return value === undefined || value === '' || !Number.isFinite(Number(value)) ? null : Number(value);
}

/** @throws ExchangeRefusal `item_invalid` */
export function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    throw new ExchangeRefusal('item_invalid', 'One of its "data-assay" attributes is malformed.');
  }
}
