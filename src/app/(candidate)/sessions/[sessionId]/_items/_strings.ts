import type { ItemTypeName } from '@/core/items/item';

/** Words of the inputs, one group for each way to answer. */
export const strings = {
  legend: 'Your answer',
  keys: {
    singleChoice: 'Click, use the arrow keys, or press a letter. Nothing is final until you submit.',
    codeReading: 'Click, use the arrow keys, or press a letter. Nothing is final until you submit.',
    multipleResponse:
      'Click, use Tab and Space, or press letters. Several may be right. Nothing is final until you submit.',
    numeric: 'Nothing is final until you submit.',
    ordering: 'Move a line with its two buttons. Nothing is final until you submit.',
    matching: 'Choose a partner for each line. Nothing is final until you submit.',
    shortText: 'A word or a short phrase. Nothing is final until you submit.',
    freeText: 'Someone reads your text after you submit it; you go on meanwhile.',
  } satisfies Record<ItemTypeName, string>,
  missing: {
    singleChoice: 'Choose one of the options first.',
    codeReading: 'Choose one of the options first.',
    multipleResponse: 'Choose at least one option first.',
    numeric: 'Write a number first.',
    ordering: 'Put the lines in order first.',
    matching: 'Choose a partner for every line first.',
    shortText: 'Write your answer first.',
    freeText: 'Write your answer first.',
  } satisfies Record<ItemTypeName, string>,
  several: 'Choose all that are right',
  numeric: {
    label: 'Number',
    hint: 'Decimals with a point or a comma, as in 2.5; powers as in 6e3.',
    inUnit: (unit: string) => `In ${unit}.`,
    unit: 'Unit',
    chooseUnit: 'Choose a unit',
  },
  ordering: {
    list: 'Lines in your order',
    up: (place: number) => `Move line ${place} up`,
    down: (place: number) => `Move line ${place} down`,
    moved: (text: string, place: number, of: number) => `${text}: now line ${place} of ${of}.`,
  },
  matching: {
    partner: (prompt: string) => `Partner of line ${prompt}`,
    choose: 'Choose',
    targets: 'To choose from',
  },
  shortText: { label: 'Your answer' },
  freeText: {
    label: 'Your text',
    hint: (most: number) => `At most ${most} words.`,
    words: (used: number, most: number) => `${used} of ${most} words`,
  },
} as const;
