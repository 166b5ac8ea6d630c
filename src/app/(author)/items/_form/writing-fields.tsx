'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { IconButton } from '@/components/icon-button';
import { Select } from '@/components/select';
import { TextArea } from '@/components/text-area';
import { TextInput } from '@/components/text-input';
import { strings } from '../_strings';
import { freshId } from './draft';
import type { TypeFieldsProps } from './type-fields';

const words = strings.form;
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

export function NumericFields({ content, onChange }: TypeFieldsProps<'numeric'>) {
  const { key, tolerance, unit, otherUnits } = content;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.key}>
          <TextInput
            type="number"
            step="any"
            defaultValue={key}
            onChange={(event) => onChange({ ...content, key: event.target.valueAsNumber || 0 })}
          />
        </Field>
        <Field label={words.unit} hint={words.unitHint} optional>
          <TextInput
            value={unit ?? ''}
            maxLength={32}
            onChange={(event) => onChange({ ...content, unit: event.target.value.trim() || null })}
          />
        </Field>
        <Field label={words.tolerance}>
          <TextInput
            type="number"
            step="any"
            min={0}
            defaultValue={tolerance.value}
            onChange={(event) =>
              onChange({ ...content, tolerance: { ...tolerance, value: event.target.valueAsNumber || 0 } })
            }
          />
        </Field>
        <Field label={words.toleranceKind}>
          <Select
            options={[
              { value: 'absolute', label: words.absolute },
              { value: 'relative', label: words.relative },
            ]}
            value={tolerance.kind}
            onChange={(event) =>
              onChange({ ...content, tolerance: { ...tolerance, kind: event.target.value as typeof tolerance.kind } })
            }
          />
        </Field>
      </div>
      <Field label={words.otherUnits} hint={words.otherUnitsHint} optional>
        <TextArea
          rows={2}
          defaultValue={otherUnits.map((other) => `${other.unit} = ${other.factor}`).join('\n')}
          onChange={(event) => onChange({ ...content, otherUnits: unitsOf(event.target.value) })}
        />
      </Field>
    </>
  );
}

/** Lines `unit = factor`; what is not such a line is left out until it is. */
function unitsOf(text: string): { unit: string; factor: number }[] {
  return lines(text).flatMap((line) => {
    const [, unit, factor] = /^(.+?)\s*=\s*(.+)$/.exec(line) ?? [];
    return unit && Number.isFinite(Number(factor)) ? [{ unit, factor: Number(factor) }] : [];
  });
}

export function ShortTextFields({ content, onChange }: TypeFieldsProps<'shortText'>) {
  const { accepted } = content;
  return (
    <>
      <Field label={words.acceptedKind}>
        <Select
          options={[
            { value: 'normalised', label: words.normalised },
            { value: 'pattern', label: words.pattern },
          ]}
          value={accepted.kind}
          onChange={(event) =>
            onChange({
              ...content,
              accepted:
                event.target.value === 'pattern'
                  ? { kind: 'pattern', pattern: '', example: '' }
                  : { kind: 'normalised', texts: [] },
            })
          }
        />
      </Field>
      {accepted.kind === 'normalised' ? (
        <>
          <Field label={words.acceptedTexts}>
            <TextArea
              key="texts"
              rows={3}
              defaultValue={accepted.texts.join('\n')}
              onChange={(event) =>
                onChange({ ...content, accepted: { ...accepted, texts: lines(event.target.value) } })
              }
            />
          </Field>
          <Checkbox
            label={words.matchCase}
            checked={accepted.matchCase ?? false}
            onChange={(event) => onChange({ ...content, accepted: { ...accepted, matchCase: event.target.checked } })}
          />
          <Checkbox
            label={words.ignoreDiacritics}
            checked={accepted.ignoreDiacritics ?? false}
            onChange={(event) =>
              onChange({ ...content, accepted: { ...accepted, ignoreDiacritics: event.target.checked } })
            }
          />
        </>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={words.patternField} hint={words.patternHint}>
            <TextInput
              value={accepted.pattern}
              maxLength={500}
              onChange={(event) => onChange({ ...content, accepted: { ...accepted, pattern: event.target.value } })}
            />
          </Field>
          <Field label={words.example} className="justify-end">
            <TextInput
              value={accepted.example}
              maxLength={200}
              onChange={(event) => onChange({ ...content, accepted: { ...accepted, example: event.target.value } })}
            />
          </Field>
        </div>
      )}
    </>
  );
}

export function FreeTextFields({ content, onChange }: TypeFieldsProps<'freeText'>) {
  const { rubric } = content;
  const change = (id: string, part: Partial<(typeof rubric)[number]>) =>
    onChange({ ...content, rubric: rubric.map((each) => (each.id === id ? { ...each, ...part } : each)) });
  return (
    <>
      <fieldset className="flex flex-col gap-3">
        <legend className="font-medium">{words.rubric}</legend>
        {rubric.map(({ id, text, points }, place) => (
          <div key={id} className="flex flex-wrap items-start gap-3">
            <Field label={words.criterion(place + 1)} hideLabel className="min-w-40 flex-1">
              <TextInput
                value={text}
                maxLength={4_000}
                onChange={(event) => change(id, { text: event.target.value })}
              />
            </Field>
            <Field label={words.criterionPoints(place + 1)} hideLabel className="w-24">
              <TextInput
                type="number"
                min={1}
                max={20}
                value={points}
                onChange={(event) => change(id, { points: Math.max(1, Math.round(event.target.valueAsNumber || 1)) })}
              />
            </Field>
            {rubric.length > 1 && (
              <IconButton
                label={words.remove(place + 1)}
                icon={<X aria-hidden />}
                onClick={() => onChange({ ...content, rubric: rubric.filter((each) => each.id !== id) })}
              />
            )}
          </div>
        ))}
        <Button
          variant="quiet"
          size="small"
          className="self-start"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => onChange({ ...content, rubric: [...rubric, { id: freshId(rubric), text: '', points: 1 }] })}
        >
          {words.addCriterion}
        </Button>
      </fieldset>
      <Field label={words.modelAnswer}>
        <TextArea
          rows={4}
          value={content.modelAnswer}
          onChange={(event) => onChange({ ...content, modelAnswer: event.target.value })}
        />
      </Field>
      <Field label={words.maxWords}>
        <TextInput
          type="number"
          min={1}
          max={2_000}
          value={content.maxWords}
          onChange={(event) =>
            onChange({ ...content, maxWords: Math.max(1, Math.round(event.target.valueAsNumber || 1)) })
          }
        />
      </Field>
    </>
  );
}
