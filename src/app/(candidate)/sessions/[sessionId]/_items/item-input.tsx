import type { AnswerOf, ItemAnswer } from '@/core/items/answer';
import type { ItemTypeName } from '@/core/items/item';
import type { ShownItem, ShownOf } from '@/core/items/types/item-type';
import { ChoiceInput } from './choice-input';
import { MatchingInput } from './matching-input';
import { MultipleInput } from './multiple-input';
import { NumericInput } from './numeric-input';
import { OrderingInput } from './ordering-input';
import { FreeTextInput, ShortTextInput } from './text-inputs';

/** What every input gets. `value` is null until something has been chosen or written. */
export type InputProps<T extends ItemTypeName> = {
  shown: ShownOf<T>;
  value: AnswerOf<T> | null;
  onChange: (answer: AnswerOf<T>) => void;
  /** An answer is on its way, or nothing is taken any more: the answer stays to be read, and does not change. */
  locked: boolean;
  error: string | undefined;
};

type ItemInputProps = Omit<InputProps<ItemTypeName>, 'shown' | 'value' | 'onChange'> & {
  shown: ShownItem;
  value: ItemAnswer | null;
  onChange: (answer: ItemAnswer) => void;
};

/** The way to answer an item, by its type. */
export function ItemInput({ shown, value, ...rest }: ItemInputProps) {
  switch (shown.type) {
    case 'singleChoice':
    case 'codeReading':
      return <ChoiceInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
    case 'multipleResponse':
      return <MultipleInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
    case 'numeric':
      return <NumericInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
    case 'ordering':
      return <OrderingInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
    case 'matching':
      return <MatchingInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
    case 'shortText':
      return <ShortTextInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
    case 'freeText':
      return <FreeTextInput shown={shown} value={value?.type === shown.type ? value : null} {...rest} />;
  }
}

/** The answer after a letter was pressed, where letters choose; null where they are just letters. */
export function answerByLetter(shown: ShownItem, value: ItemAnswer | null, letter: string): ItemAnswer | null {
  switch (shown.type) {
    case 'singleChoice':
    case 'codeReading':
      return shown.options.some(({ id }) => id === letter) ? { type: shown.type, optionId: letter } : null;
    case 'multipleResponse': {
      if (!shown.options.some(({ id }) => id === letter)) return null;
      const chosen = value?.type === 'multipleResponse' ? value.optionIds : [];
      const optionIds = chosen.includes(letter) ? chosen.filter((id) => id !== letter) : [...chosen, letter];
      return { type: shown.type, optionIds };
    }
    case 'numeric':
    case 'ordering':
    case 'matching':
    case 'shortText':
    case 'freeText':
      return null;
  }
}
