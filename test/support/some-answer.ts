import { canonicalAnswer, type ItemAnswer } from '@/core/items/answer';
import type { ItemOption } from '@/core/items/item';
import { type Random, seededRandom } from '@/core/items/random';
import type { ShownItem } from '@/core/items/types/item-type';

/** An answer an item takes, drawn blindly: right now and then, by luck. In the form it is stored in. */
export function someAnswer(shown: ShownItem, dice: Random): ItemAnswer {
  return canonicalAnswer(drawn(shown, dice));
}

/** The option under a letter where the item offers lettered ones; else some answer, the same for the same letter. */
export function answerWith(shown: ShownItem, letter: string): ItemAnswer {
  return shown.type === 'singleChoice' || shown.type === 'codeReading'
    ? { type: shown.type, optionId: letter }
    : someAnswer(shown, seededRandom(letter));
}

function drawn(shown: ShownItem, dice: Random): ItemAnswer {
  const idsOf = (options: readonly ItemOption[]) => options.map(({ id }) => id);
  switch (shown.type) {
    case 'singleChoice':
    case 'codeReading':
      return { type: shown.type, optionId: dice.pick(shown.options).id };
    case 'multipleResponse':
      return { type: shown.type, optionIds: dice.shuffle(idsOf(shown.options)).slice(0, 2) };
    case 'ordering':
      return { type: shown.type, optionIds: dice.shuffle(idsOf(shown.options)) };
    case 'matching': {
      const pairs = shown.prompts.map(({ id }) => [id, dice.pick(shown.targets).id] as const);
      return { type: shown.type, pairs: Object.fromEntries(pairs) };
    }
    case 'numeric':
      return { type: shown.type, text: String(dice.int(0, 99)), unit: shown.units[0] ?? null };
    case 'shortText':
      return { type: shown.type, text: `word${dice.int(0, 9)}` };
    case 'freeText':
      return { type: shown.type, text: `It depends on ${dice.int(2, 9)} things, and most of all on the first.` };
  }
}
