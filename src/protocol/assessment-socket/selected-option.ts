import { DomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import type { ItemOption } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';
import type { SelectedOption } from './messages';

/**
 * What an old client's `selected_option` means for an item. A choice is named by its letter, its text, or both ("A", "a)",
 * "Scalability", "A) Scalability"); several by a list, or a text with commas; pairs as `{ "A": "1" }` or "A-1, B-2"; a
 * number with its unit as one text. Letters come first: an option whose whole text is another's letter is meant by letter.
 * @throws DomainError `option_not_offered` for what names none of the options, `answer_malformed` for another form.
 */
export function answerFrom(shown: ShownItem, selected: SelectedOption): ItemAnswer {
  switch (shown.type) {
    case 'singleChoice':
    case 'codeReading':
      return { type: shown.type, optionId: optionIn(shown.options, oneText(selected)) };
    case 'multipleResponse':
    case 'ordering':
      return { type: shown.type, optionIds: severalIn(shown.options, selected) };
    case 'matching':
      return { type: 'matching', pairs: pairsIn(shown, selected) };
    case 'numeric': {
      const text = oneText(selected).trim();
      const unit = shown.units.toSorted((a, b) => b.length - a.length).find((known) => text.endsWith(known)) ?? null;
      return { type: 'numeric', text: unit ? text.slice(0, -unit.length).trim() : text, unit };
    }
    case 'shortText':
    case 'freeText':
      return { type: shown.type, text: oneText(selected) };
  }
}

/** An answer in the words an old client knows: letters, or the text itself. */
export function selectedOptionOf(answer: ItemAnswer): string {
  switch (answer.type) {
    case 'singleChoice':
    case 'codeReading':
      return answer.optionId;
    case 'multipleResponse':
    case 'ordering':
      return answer.optionIds.join(', ');
    case 'matching':
      return Object.entries(answer.pairs)
        .map(([prompt, target]) => `${prompt}-${target}`)
        .join(', ');
    case 'numeric':
      return answer.unit ? `${answer.text} ${answer.unit}` : answer.text;
    case 'shortText':
    case 'freeText':
      return answer.text;
  }
}

function oneText(selected: SelectedOption): string {
  if (typeof selected === 'string') return selected;
  if (Array.isArray(selected) && selected.length === 1) return selected[0]!;
  throw new DomainError('answer_malformed', 'This question takes one answer.');
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();

function optionIn(options: readonly ItemOption[], selected: string): string {
  const wanted = plain(selected);
  const byLetter = options.find((option) => wanted === plain(option.id) || wanted === `${plain(option.id)})`);
  const found =
    byLetter ??
    options.find((option) => wanted === plain(option.text)) ??
    options.find((option) =>
      [')', '.', ':', ' -'].some((mark) => wanted === plain(`${option.id}${mark} ${option.text}`)),
    );
  if (!found) throw new DomainError('option_not_offered');
  return found.id;
}

function severalIn(options: readonly ItemOption[], selected: SelectedOption): string[] {
  if (typeof selected === 'object' && !Array.isArray(selected))
    throw new DomainError('answer_malformed', 'This question takes a list of options.');
  const names = Array.isArray(selected) ? selected : selected.split(/[,;]/).filter((name) => name.trim() !== '');
  return names.map((name) => optionIn(options, name));
}

function pairsIn(
  { prompts, targets }: Extract<ShownItem, { type: 'matching' }>,
  selected: SelectedOption,
): Record<string, string> {
  const pairs =
    typeof selected === 'object' && !Array.isArray(selected)
      ? Object.entries(selected)
      : (Array.isArray(selected) ? selected : selected.split(/[,;]/))
          .filter((pair) => pair.trim() !== '')
          .map((pair) => {
            const [prompt, target, ...rest] = pair.split(/->|[-=:]/);
            if (prompt === undefined || target === undefined || rest.length > 0)
              throw new DomainError('answer_malformed', 'Pairs are written as A-1, B-2.');
            return [prompt, target] as const;
          });
  return Object.fromEntries(pairs.map(([prompt, target]) => [optionIn(prompts, prompt), optionIn(targets, target)]));
}
