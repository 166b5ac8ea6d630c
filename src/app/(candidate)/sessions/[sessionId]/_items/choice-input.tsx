import { OptionText } from '@/app/_components/item-stem';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import { strings } from './_strings';
import type { InputProps } from './item-input';

/** One of the options: native radio buttons. */
export function ChoiceInput({ shown, value, onChange, locked, error }: InputProps<'singleChoice' | 'codeReading'>) {
  return (
    <RadioGroup
      legend={strings.legend}
      hideLegend
      value={value?.optionId ?? null}
      onValueChange={(optionId) => onChange({ type: shown.type, optionId })}
      locked={locked}
      error={error}
    >
      {shown.options.map((option) => (
        <OptionCard key={option.id} value={option.id} letter={option.id} label={<OptionText option={option} />} />
      ))}
    </RadioGroup>
  );
}
