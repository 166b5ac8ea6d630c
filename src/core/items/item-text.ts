import type { ItemContent, ItemOption } from './item';

const texts = (options: readonly ItemOption[]) =>
  options.flatMap(({ text, media }) => (media ? [text, media.alternativeText] : [text]));

/** Everything a reader of an item sees before answering, one part a line, the stem first. */
export function itemTexts(content: ItemContent): string[] {
  const stem = [content.stem, ...(content.stemMedia ?? []).map(({ alternativeText }) => alternativeText)];
  switch (content.type) {
    case 'singleChoice':
    case 'multipleResponse':
    case 'ordering':
      return [...stem, ...texts(content.options)];
    case 'codeReading':
      return [...stem, content.code.text, ...texts(content.options)];
    case 'matching':
      return [...stem, ...texts(content.prompts), ...texts(content.targets)];
    case 'numeric':
      return content.unit ? [...stem, content.unit] : stem;
    case 'shortText':
    case 'freeText':
      return stem;
  }
}

/** Lower-case words to find an item by. */
export function searchTextOf(id: string, parts: readonly string[]): string {
  return [id, ...parts].join(' ').toLowerCase().replace(/\s+/g, ' ').slice(0, 4_000);
}
