import { wilson } from '@/core/statistics/intervals';
import { notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { JudgeFailure } from './judge';
import type { TokenUsage } from './spending';

/** `output` is the text the run is about, `rival` the one it is compared with. */
export type Side = 'output' | 'rival';
export type Preferred = Side | 'tie';

/** What a judge preferred when `first` stood first. */
export type Showing = { first: Side; preferred: Preferred; rationale: string };

/** A judge's preference between two outputs. Who is asked in both orders and changes sides prefers neither: a tie, with the reason. */
export type Preference = {
  status: 'preferred';
  preferred: Preferred;
  isConsistent: boolean;
  reason: string;
  showings: readonly Showing[];
  usage: TokenUsage | null;
};

export type PreferenceOutcome = Preference | { status: 'abstained'; reason: string } | JudgeFailure;

/** Draws one preference from both orders. What a judge of places says of places is no preference. */
export function consistentPreference(showings: readonly [Showing, Showing], usage: TokenUsage | null): Preference {
  const [one, two] = showings;
  const isConsistent = one.preferred === two.preferred;
  const preferred = isConsistent ? one.preferred : 'tie';
  return { status: 'preferred', preferred, isConsistent, reason: reasonOf(one, two), showings, usage };
}

function reasonOf(one: Showing, two: Showing): string {
  if (one.preferred === two.preferred) {
    return one.preferred === 'tie' ? 'A tie in both orders.' : 'The same text in both orders.';
  }
  if (one.preferred !== 'tie' && two.preferred !== 'tie') {
    const place = one.preferred === one.first ? 'first' : 'second';
    return `It preferred whatever stood ${place}: a preference for a place, counted as a tie.`;
  }
  return 'A tie in one order and a preference in the other, counted as a tie.';
}

export type PreferenceTally = {
  output: number;
  rival: number;
  tie: number;
  /** Share of judges with a preference that prefer the output. */
  share: Statistic;
  /** Share of judges asked in both orders that did not change sides. */
  consistency: Statistic;
};

/** Null when nobody was asked to compare. */
export function tallyPreferences(outcomes: readonly PreferenceOutcome[]): PreferenceTally | null {
  if (outcomes.length === 0) return null;
  const given = outcomes.filter((outcome) => outcome.status === 'preferred');
  const count = (preferred: Preferred) => given.filter((one) => one.preferred === preferred).length;
  const [output, rival, tie] = [count('output'), count('rival'), count('tie')];
  const swapped = given.filter(({ showings }) => showings.length === 2);
  return {
    output,
    rival,
    tie,
    share: output + rival === 0 ? notMeasured('no judge prefers either', given.length) : wilson(output, output + rival),
    consistency:
      swapped.length === 0
        ? notMeasured('no judge was asked in both orders')
        : wilson(swapped.filter(({ isConsistent }) => isConsistent).length, swapped.length),
  };
}
