import Link from 'next/link';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { Select } from '@/components/select';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { codePoints, MAX_TEXT_CODE_POINTS } from '@/core/evaluation/text';
import type { CollectionEntry } from '@/protocol/collection';
import type { RubricEntry } from '@/protocol/rubric';
import { strings } from '../../_strings';
import { CollectionChoice } from './collection-choice';
import type { Wishes } from './wishes';

const words = strings.wishes;
const RULES = ['mean', 'median', 'trimmed', 'majority', 'weighted'] as const;

export type WishesFieldsProps = {
  wishes: Wishes;
  onChange: (wishes: Wishes) => void;
  rubrics: readonly RubricEntry[];
  collections: readonly CollectionEntry[];
  hasModel: boolean;
  hasPrices: boolean;
  readOnly: boolean;
};

/** By what, by whom and at what cost it is judged; everything has a default, so the section can stay closed. */
export function WishesFields({ wishes, onChange, rubrics, collections, ...rest }: WishesFieldsProps) {
  const { hasModel, hasPrices, readOnly } = rest;
  const change = (part: Partial<Wishes>) => onChange({ ...wishes, ...part });
  const rubric = rubrics.find(({ id }) => id === wishes.rubricId);
  const needsModel = wishes.rubricId !== 'factuality' && !(hasModel && wishes.useModel);
  return (
    <details className="rounded-lg border bg-surface-raised">
      <summary className="min-h-11 cursor-pointer px-4 py-3 font-medium sm:px-6">{words.title}</summary>
      <div className="flex flex-col gap-6 border-t px-4 py-6 sm:px-6">
        <CollectionChoice
          collections={collections}
          chosen={wishes.collectionIds}
          onChange={(collectionIds) => change({ collectionIds })}
          readOnly={readOnly}
        />
        <div className="grid gap-6 lg:grid-cols-2">
          <Field label={words.rubric} hint={rubric?.text}>
            <Select
              value={wishes.rubricId}
              disabled={readOnly}
              options={rubrics.map(({ id, name, isOwn }) => ({ value: id, label: isOwn ? words.own(name) : name }))}
              onChange={({ target }) => change({ rubricId: target.value })}
            />
          </Field>
          <Field label={words.rule} hint={words.ruleHint}>
            <Select
              value={wishes.rule}
              disabled={readOnly}
              options={RULES.map((rule) => ({ value: rule, label: words.rules[rule] }))}
              onChange={({ target }) => change({ rule: target.value as Wishes['rule'] })}
            />
          </Field>
        </div>
        <div>
          {needsModel && <p className="text-muted">{words.counted[wishes.rubricId] ?? words.needsModel}</p>}
          <Link className="text-link underline" href="/rubrics">
            {words.rubrics}
          </Link>
        </div>
        <Field label={words.rival} hint={words.rivalHint} optional>
          <TextArea
            rows={6}
            spellCheck={false}
            readOnly={readOnly}
            limit={MAX_TEXT_CODE_POINTS}
            lengthOf={codePoints}
            value={wishes.rival}
            onChange={({ target }) => change({ rival: target.value })}
          />
        </Field>
        {hasModel ? (
          <>
            <Checkbox
              label={words.useModel}
              hint={words.useModelHint}
              checked={wishes.useModel}
              disabled={readOnly}
              onChange={({ target }) => change({ useModel: target.checked })}
            />
            {wishes.useModel && (
              <div className="grid gap-6 sm:grid-cols-3">
                <Field label={words.repeats} hint={words.repeatsHint}>
                  <TextInput
                    type="number"
                    min={1}
                    max={5}
                    readOnly={readOnly}
                    value={wishes.repeats}
                    onChange={({ target }) => change({ repeats: target.value })}
                  />
                </Field>
                <Field label={words.maxTokens} hint={words.maxTokensHint} optional>
                  <TextInput
                    type="number"
                    min={1}
                    readOnly={readOnly}
                    value={wishes.maxTokens}
                    onChange={({ target }) => change({ maxTokens: target.value })}
                  />
                </Field>
                {hasPrices && (
                  <Field label={words.maxCost} hint={words.maxCostHint} optional>
                    <TextInput
                      type="number"
                      min={0}
                      step="any"
                      readOnly={readOnly}
                      value={wishes.maxCost}
                      onChange={({ target }) => change({ maxCost: target.value })}
                    />
                  </Field>
                )}
              </div>
            )}
          </>
        ) : (
          <p className="text-muted">{words.noModel}</p>
        )}
      </div>
    </details>
  );
}
