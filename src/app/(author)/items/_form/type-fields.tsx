'use client';

import type { ComponentType } from 'react';
import type { ContentOf, ItemContent, ItemTypeName } from '@/core/items/item';
import { MatchingFields, OrderingFields } from './arranging-fields';
import { ChoiceFields, CodeReadingFields, MultipleResponseFields } from './choice-fields';
import { FreeTextFields, NumericFields, ShortTextFields } from './writing-fields';

export type TypeFieldsProps<T extends ItemTypeName> = {
  content: ContentOf<T>;
  onChange: (content: ContentOf<T>) => void;
};

/** The fields each item type adds to a form: one line a type, as in the registry of types in core. */
const TYPE_FIELDS: { readonly [T in ItemTypeName]: ComponentType<TypeFieldsProps<T>> } = {
  singleChoice: ChoiceFields,
  multipleResponse: MultipleResponseFields,
  numeric: NumericFields,
  ordering: OrderingFields,
  matching: MatchingFields,
  shortText: ShortTextFields,
  codeReading: CodeReadingFields,
  freeText: FreeTextFields,
};

export function TypeFields({ content, onChange }: { content: ItemContent; onChange: (content: ItemContent) => void }) {
  // Fields and content were found by the same type.
  const Fields = TYPE_FIELDS[content.type] as ComponentType<{ content: ItemContent; onChange: typeof onChange }>;
  return <Fields content={content} onChange={onChange} />;
}
