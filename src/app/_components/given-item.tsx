import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { ItemAnswer } from '@/core/items/answer';
import type { ItemOption } from '@/core/items/item';
import type { ShownItem } from '@/core/items/types/item-type';

const words = { chosen: 'Answer', key: 'Correct answer' };

type GivenItemProps = { shown: ShownItem; answer: ItemAnswer | null; keyAnswer: ItemAnswer | null };

/** A closed item to look at again: what was shown, and beside it what was answered and, where disclosed, what is right. */
export function GivenItem({ shown, answer, keyAnswer }: GivenItemProps) {
  return (
    <>
      <RichText text={shown.stem} />
      {'options' in shown && (
        <ul className="flex flex-col gap-2">
          {shown.options.map((option) => (
            <OptionLine
              key={option.id}
              option={option}
              isChosen={names(answer, option.id)}
              isKey={names(keyAnswer, option.id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

const names = (answer: ItemAnswer | null, optionId: string) =>
  answer !== null && 'optionId' in answer && answer.optionId === optionId;

function OptionLine({ option, isChosen, isKey }: { option: ItemOption; isChosen: boolean; isKey: boolean }) {
  return (
    <li className="flex flex-wrap gap-x-3">
      <span className="font-medium text-muted">{option.id}.</span>
      <RichText text={option.text} inline className="min-w-0 flex-1" />
      {isChosen && <Status tone="accent" label={words.chosen} />}
      {isKey && <Status tone="positive" label={words.key} />}
    </li>
  );
}
