import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { AnswerOf, ItemAnswer } from '@/core/items/answer';
import type { ItemOption } from '@/core/items/item';
import type { ShownItem, ShownOf } from '@/core/items/types/item-type';
import { answerWords } from './answer-words';
import { ItemStem, OptionText } from './item-stem';

const words = { chosen: 'Answer', key: 'Correct answer', nothing: 'open' };

type Given<A extends ItemAnswer = ItemAnswer> = { answer: A | null; keyAnswer: A | null };
type GivenItemProps = Given & { shown: ShownItem };

/** A closed item to look at again: what was shown, and beside it what was answered and, where disclosed, what is right. */
export function GivenItem({ shown, ...given }: GivenItemProps) {
  return (
    <>
      <ItemStem shown={shown} />
      <GivenBody shown={shown} {...given} />
    </>
  );
}

function GivenBody({ shown, answer, keyAnswer }: GivenItemProps) {
  switch (shown.type) {
    case 'singleChoice':
    case 'codeReading':
    case 'multipleResponse':
      return (
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
      );
    case 'ordering':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          {answer === null && keyAnswer === null && <Sequence options={shown.options} title={null} />}
          {orderOf(shown, answer) && <Sequence options={orderOf(shown, answer)!} title={words.chosen} />}
          {orderOf(shown, keyAnswer) && <Sequence options={orderOf(shown, keyAnswer)!} title={words.key} />}
        </div>
      );
    case 'matching':
      return <Pairs shown={shown} answer={matched(answer)} keyAnswer={matched(keyAnswer)} />;
    case 'numeric':
    case 'shortText':
      return <Lines shown={shown} answer={answer} keyAnswer={keyAnswer} />;
    case 'freeText':
      return (
        <>
          {answer?.type === 'freeText' && <Passage title={words.chosen} text={answer.text} />}
          {keyAnswer?.type === 'freeText' && <Passage title={words.key} text={keyAnswer.text} />}
        </>
      );
  }
}

function names(answer: ItemAnswer | null, optionId: string): boolean {
  if (answer === null) return false;
  return 'optionId' in answer
    ? answer.optionId === optionId
    : 'optionIds' in answer && answer.optionIds.includes(optionId);
}

function OptionLine({ option, isChosen, isKey }: { option: ItemOption; isChosen: boolean; isKey: boolean }) {
  return (
    <li className="flex flex-wrap gap-x-3">
      <span className="font-medium text-muted">{option.id}.</span>
      <span className="min-w-0 flex-1">
        <OptionText option={option} />
      </span>
      {isChosen && <Status tone="accent" label={words.chosen} />}
      {isKey && <Status tone="positive" label={words.key} />}
    </li>
  );
}

function orderOf({ options }: ShownOf<'ordering'>, answer: ItemAnswer | null): ItemOption[] | null {
  if (answer?.type !== 'ordering') return null;
  return answer.optionIds.flatMap((id) => options.find((option) => option.id === id) ?? []);
}

function Sequence({ options, title }: { options: readonly ItemOption[]; title: string | null }) {
  return (
    <div>
      {title && <p className="mb-1 text-muted">{title}</p>}
      <ol className="flex list-decimal flex-col gap-1 pl-6">
        {options.map((option) => (
          <li key={option.id}>
            <OptionText option={option} />
          </li>
        ))}
      </ol>
    </div>
  );
}

const matched = (answer: ItemAnswer | null) => (answer?.type === 'matching' ? answer : null);

function Pairs({ shown, answer, keyAnswer }: Given<AnswerOf<'matching'>> & { shown: ShownOf<'matching'> }) {
  const target = (given: AnswerOf<'matching'> | null, prompt: string) =>
    shown.targets.find(({ id }) => given !== null && id === given.pairs[prompt]);
  return (
    <>
      <ul className="flex flex-col gap-2">
        {shown.prompts.map((prompt) => (
          <li key={prompt.id} className="flex flex-col gap-1">
            <span className="flex gap-3">
              <span className="font-medium text-muted">{prompt.id}.</span>
              <OptionText option={prompt} />
            </span>
            {answer && <PairLine title={words.chosen} target={target(answer, prompt.id)} />}
            {keyAnswer && <PairLine title={words.key} target={target(keyAnswer, prompt.id)} />}
          </li>
        ))}
      </ul>
      {!answer && <Sequence options={shown.targets} title={null} />}
    </>
  );
}

function PairLine({ title, target }: { title: string; target: ItemOption | undefined }) {
  return (
    <span className="flex flex-wrap gap-x-2 pl-6">
      <span className="text-muted">{title}:</span> {target ? <OptionText option={target} /> : words.nothing}
    </span>
  );
}

function Lines({ shown, answer, keyAnswer }: GivenItemProps) {
  const line = (title: string, given: ItemAnswer | null) =>
    given && (
      <p className="flex flex-wrap gap-x-2">
        <span className="text-muted">{title}:</span>
        <span className="min-w-0 break-words font-medium">{answerWords(shown, given)}</span>
      </p>
    );
  return (
    <div>
      {line(words.chosen, answer)}
      {line(words.key, keyAnswer)}
    </div>
  );
}

function Passage({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <p className="mb-1 text-muted">{title}</p>
      <RichText text={text} className="rounded-md border bg-surface-sunken px-4 py-3" />
    </div>
  );
}
