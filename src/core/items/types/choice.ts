import { DomainError } from '@/core/errors';
import type { CommonContent, ItemOption, MediaRef } from '../item';
import { foldOption } from '../item-model';

/** What the types with lettered options share. */
const LETTERS = 'ABCDEFGHIJ';
export const MOST_OPTIONS = LETTERS.length;

/** Options under the letters they are shown with, and the letter each id went to. */
export function lettered(options: readonly ItemOption[]): {
  shown: ItemOption[];
  letterOf: ReadonlyMap<string, string>;
} {
  return {
    shown: options.map((option, place) => optionOnly({ ...option, id: LETTERS[place]! })),
    letterOf: new Map(options.map(({ id }, place) => [id, LETTERS[place]!])),
  };
}

export function mediaOnly({ mediaId, kind, alternativeText }: MediaRef): MediaRef {
  return { mediaId, kind, alternativeText };
}

/** The option by its named fields. */
export function optionOnly({ id, text, media }: ItemOption): ItemOption {
  return media ? { id, text, media: mediaOnly(media) } : { id, text };
}

/** Stem and its media by their named fields; for `present` and `shownOnly` alike. */
export function stemOnly({ stem, stemMedia }: Pick<CommonContent, 'stem' | 'stemMedia'>): {
  stem: string;
  stemMedia?: readonly MediaRef[];
} {
  return stemMedia && stemMedia.length > 0 ? { stem, stemMedia: stemMedia.map(mediaOnly) } : { stem };
}

/** How two options are told apart: by their words, or by what they show. */
const folded = ({ text, media }: ItemOption) => `${foldOption(text)}${media ? `\u0000${media.mediaId}` : ''}`;

/** What is wrong with a list of options, as sentences. `noun` is what the item calls them. */
export function optionProblems(
  options: readonly ItemOption[],
  { least, most = MOST_OPTIONS, noun = 'option' }: { least: number; most?: number; noun?: string },
): string[] {
  const problems: string[] = [];
  if (options.length < least || options.length > most) {
    const wanted = least === most ? String(least) : `${least} to ${most}`;
    problems.push(`There are ${options.length} ${noun}s instead of ${wanted}.`);
  }
  if (options.some(({ text, media }) => text.trim() === '' && !media)) problems.push(`An ${noun} is empty.`);
  if (new Set(options.map(folded)).size !== options.length) problems.push(`Two ${noun}s say the same.`);
  if (new Set(options.map(({ id }) => id)).size !== options.length) problems.push(`Two ${noun}s have the same id.`);
  return problems;
}

/** @throws DomainError `option_not_offered` unless every id is among those shown. */
export function assertOffered(options: readonly ItemOption[], ids: readonly string[]): void {
  const offered = new Set(options.map(({ id }) => id));
  if (!ids.every((id) => offered.has(id))) throw new DomainError('option_not_offered');
}

/** @throws DomainError `answer_malformed` when an id stands twice. */
export function assertDistinct(ids: readonly string[]): void {
  if (new Set(ids).size !== ids.length)
    throw new DomainError('answer_malformed', 'The answer names the same option twice.');
}
