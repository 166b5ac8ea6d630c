import { IntervalBar } from '@/components/interval-bar';
import { scaleScore } from '@/core/psychometrics/composite';
import { strings } from '../_strings';

/** The reporting scale: 500 + 100 theta, held to its ends. */
export const SCALE = { min: 200, max: 800, reference: 500 } as const;

const TICKS = [200, 350, 500, 650, 800];
/** Beside a named reference there is room for no more, on a phone. */
const ENDS = [SCALE.min, SCALE.max];

const whole = (value: number) => String(Math.round(value));

export type AbilityBarProps = {
  label: string;
  hideLabel?: boolean;
  /** Theta units; null while there is no answer. */
  ability: { readonly theta: number; readonly sd: number } | null;
  /** Draws the numbers under the scale. */
  ticks?: boolean;
  /** A level to compare with. */
  reference?: { value: number; label: string };
};

/** An ability on the reporting scale as a point with its 90 % band. */
export function AbilityBar({ label, hideLabel = false, ability, ticks = false, reference }: AbilityBarProps) {
  const scale = ability && scaleScore(ability);
  return (
    <IntervalBar
      label={label}
      hideLabel={hideLabel}
      point={scale?.score ?? null}
      low={scale?.low}
      high={scale?.high}
      min={SCALE.min}
      max={SCALE.max}
      level={'90\u00a0%'}
      format={whole}
      {...(ticks
        ? {
            ticks: (reference ? ENDS : TICKS).map((value) => ({
              value,
              label: String(value),
            })),
          }
        : {})}
      {...(reference ? { reference } : {})}
      reason={hideLabel ? undefined : strings.ability.noAnswers}
    />
  );
}

/** "540 (450 to 630)" */
export function abilityWords({ theta, sd }: { theta: number; sd: number }): string {
  const { score, low, high } = scaleScore({ theta, sd });
  return strings.ability.figures(whole(score), whole(low), whole(high));
}
