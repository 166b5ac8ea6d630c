import type { ItemOption } from '@/core/items/item';
import { ExchangeRefusal } from './problem';

export type EntryKind = 'option' | 'prompt' | 'target';

/** The id an entry has when a file names none: a, b, c ... for options, p1, p2 ... for prompts, t1, t2 ... for targets. */
export function defaultId(kind: EntryKind, place: number): string {
  return kind === 'option' ? String.fromCharCode(97 + place) : `${kind[0]}${place + 1}`;
}

/** The text of an entry with its id in braces in front, unless the id is the one its place gives it. */
export function writeEntry({ id, text, media }: ItemOption, kind: EntryKind, place: number): string {
  if (media)
    throw new ExchangeRefusal(
      'cannot_hold',
      'This format has no place for images and sounds. Export a QTI package or JSON.',
    );
  if (id === defaultId(kind, place) && !/^\{[^{}\n]*\} /.test(text)) return text;
  if (/[{}\n\r]/.test(id) || id === '')
    throw new ExchangeRefusal('cannot_hold', `The id "${id}" cannot be written in braces.`);
  return `{${id}} ${text}`;
}

export function readEntry(written: string, kind: EntryKind, place: number): ItemOption {
  const found = /^\{([^{}\n]*)\} ?/.exec(written);
  return found && found[1] !== ''
    ? { id: found[1]!, text: written.slice(found[0].length) }
    : { id: defaultId(kind, place), text: written };
}
