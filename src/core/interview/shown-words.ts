import type { ShownItem } from '@/core/items/types/item-type';

/** What can be chosen, placed or matched in an item, whatever its type. */
export function choicesOf(item: ShownItem): readonly { readonly id: string; readonly text: string }[] {
  switch (item.type) {
    case 'singleChoice':
    case 'multipleResponse':
    case 'ordering':
    case 'codeReading':
      return item.options;
    case 'matching':
      return [...item.prompts, ...item.targets];
    case 'numeric':
    case 'shortText':
    case 'freeText':
      return [];
  }
}

/** The item as text, as it stands on the candidate's screen. */
export function itemText(item: ShownItem): string {
  return [
    item.stem,
    ...(item.stemMedia ?? []).map(({ kind, alternativeText }) => `[${kind}: ${alternativeText}]`),
    ...(item.type === 'codeReading' ? [item.code.text] : []),
    ...choicesOf(item).map(({ id, text }) => `${id}. ${text}`),
  ].join('\n');
}
