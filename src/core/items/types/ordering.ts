import { DomainError } from '@/core/errors';
import { assertDistinct, assertOffered, lettered, optionOnly, optionProblems, stemOnly } from './choice';
import type { ItemType } from './item-type';

/**
 * Options to be put in order. A point for each neighbour that follows where it should: n options earn up to n - 1. One
 * option moved out of place thus costs what it breaks and no more, and the reverse order earns nothing.
 */
export const ordering: ItemType<'ordering'> = {
  type: 'ordering',
  validate: ({ options }) => optionProblems(options, { least: 3, most: 8, noun: 'step' }),
  present: (content, random) => {
    const order = content.options;
    let shuffled = random.shuffle(order);
    // Shown as it should be, there would be nothing to do.
    while (shuffled.every((option, place) => option === order[place])) shuffled = random.shuffle(order);
    const { shown, letterOf } = lettered(shuffled);
    return {
      shown: { type: 'ordering', ...stemOnly(content), options: shown },
      key: { type: 'ordering', order: order.map(({ id }) => letterOf.get(id)!) },
    };
  },
  shownOnly: (shown) => ({ type: 'ordering', ...stemOnly(shown), options: shown.options.map(optionOnly) }),
  maxPoints: ({ order }) => order.length - 1,
  check: ({ options }, { optionIds }) => {
    assertOffered(options, optionIds);
    assertDistinct(optionIds);
    if (optionIds.length !== options.length)
      throw new DomainError('answer_malformed', 'The order does not name every option.');
    return { type: 'ordering', optionIds: [...optionIds] };
  },
  score: ({ order }, { optionIds }) =>
    optionIds.filter((id, place) => place > 0 && order.indexOf(id) === order.indexOf(optionIds[place - 1]!) + 1).length,
  keyAnswer: ({ order }) => ({ type: 'ordering', optionIds: order }),
};
