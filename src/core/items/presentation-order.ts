import type { ItemOption } from './item';
import type { Random } from './random';

const PLAIN_NUMBER = /^([-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*([a-z%°]*)$/i;

/**
 * The values of the options when every one is a plain number, all with the same unit or none (`12`, `1,024`, `-3.5`,
 * `40 ms`, `25 %`; inline code marks are ignored); null otherwise.
 */
export function numericValues(texts: readonly string[]): number[] | null {
  const matches = texts.map((text) => PLAIN_NUMBER.exec(text.replaceAll('`', '').trim()));
  const unit = matches[0]?.[2];
  if (matches.some((match) => match === null || match[2] !== unit)) return null;
  return matches.map((match) => Number(match![1]!.replaceAll(',', '').replace('−', '-')));
}

/**
 * The order in which options are shown: ascending when all are plain numbers (Haladyna, Downing and Rodriguez 2002,
 * guideline 20), shuffled otherwise, so that the key is equally likely in each place.
 *
 * Sorting means that the place of a numeric key is decided by its distractors. Item models therefore choose them with
 * `numericDistractors`, which puts the key at a place drawn beforehand; a numeric item written by hand has a fixed place.
 */
export function presentationOrder(content: { readonly options: readonly ItemOption[] }, random: Random): ItemOption[] {
  const values = numericValues(content.options.map((option) => option.text));
  if (values === null) return random.shuffle(content.options);
  return content.options
    .map((option, index) => ({ option, value: values[index]! }))
    .sort((left, right) => left.value - right.value)
    .map(({ option }) => option);
}
