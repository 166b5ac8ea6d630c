import { type ItemDif, isFlagged } from '@/core/psychometrics/fairness-report';
import { type ItemOptions, PROMOTION, type PromotionCheck, promotionChecks } from '@/core/psychometrics/item-standing';
import { type ItemTally, itemFigures } from '@/core/psychometrics/item-tally';
import type { Statistic } from '@/core/statistics/statistic';
import { type Evidence, type GateOutcome, notRun } from './gate';

/** What candidates' answers say of one version. */
export type PilotData = {
  readonly tally: ItemTally;
  /** Most points the item can bring. */
  readonly most: number;
  /** Null for families, whose variants have options of their own, and for items without options. */
  readonly options: ItemOptions;
  /** By voluntary question and group; empty when nobody answered such a question. */
  readonly dif: readonly (ItemDif & { readonly question: string })[];
};

export const NO_PILOT = 'No data yet: nobody has answered this version.';

const two = (value: number) => value.toFixed(2);
const percent = (share: number) => `${(100 * share).toFixed(0)} %`;

/**
 * The statistics of a version as its last gate (PSYCHOMETRICS 5.7): the rules a pilot item is promoted by, for whatever
 * candidates have answered, families included. While the difficulty is not known to `sd(b) <= .35` nothing is decided: other
 * figures of so few answers would say little.
 */
export function pilotGate(data: PilotData | null): GateOutcome {
  if (data === null || data.tally.n === 0) return notRun('pilot', NO_PILOT);
  const { tally, most, options, dif } = data;
  const checks = promotionChecks(tally, most, options, dif.some(isFlagged));
  const missing = checks.filter(({ met }) => !met);
  const evidence = [...figureLines(tally, most, checks), ...optionLines(tally, options), ...difLines(dif)];
  const answers = `${tally.n} ${tally.n === 1 ? 'answer' : 'answers'}`;
  if (missing.length === 0)
    return { gate: 'pilot', result: 'passed', summary: `All conditions are met by ${answers}.`, evidence };
  if (missing.some(({ condition }) => condition === 'precision')) {
    const summary = `Not decided yet: ${answers} do not fix the difficulty to a standard deviation of ${PROMOTION.difficultySd}.`;
    return { gate: 'pilot', result: 'notRun', summary, evidence };
  }
  const names = missing.map(({ condition }) => NAMES[condition].toLowerCase()).join(', ');
  return { gate: 'pilot', result: 'failed', summary: `By ${answers} these are not met: ${names}.`, evidence };
}

const NAMES: Record<PromotionCheck['condition'], string> = {
  precision: 'Uncertainty of the difficulty',
  success: 'Share of points',
  correlation: 'Correlation with the rest',
  distractors: 'Least chosen distractor',
  dif: 'Same for all groups',
};

function figureLines(tally: ItemTally, most: number, checks: readonly PromotionCheck[]): Evidence[] {
  const { p, correlation, difficulty } = itemFigures(tally, most);
  const checkOf = (wanted: PromotionCheck['condition']) => checks.find(({ condition }) => condition === wanted)!;
  const sd = checkOf('precision').value;
  const [least, greatest] = PROMOTION.success;
  const distractor = checkOf('distractors');
  return [
    { label: 'Answers', text: String(tally.n) },
    { label: 'Difficulty', text: figure(difficulty) },
    { label: NAMES.precision, text: `${sd === null ? 'unknown' : two(sd)}; at most ${PROMOTION.difficultySd}` },
    { label: NAMES.success, text: `${figure(p)}; from ${least} to ${greatest}` },
    { label: NAMES.correlation, text: `${figure(correlation)}; at least ${PROMOTION.correlation}` },
    {
      label: NAMES.distractors,
      text:
        distractor.value === null
          ? `does not apply: ${distractor.reason}`
          : `${percent(distractor.value)}; at least ${percent(PROMOTION.distractorShare)}`,
    },
  ];
}

function figure(statistic: Statistic): string {
  if (statistic.value === null) return `not measured: ${statistic.reason}`;
  const { value, interval } = statistic;
  return interval ? `${two(value)} (${two(interval.low)} to ${two(interval.high)})` : two(value);
}

/** Each option with how often it was chosen, those nobody chose as well. */
function optionLines({ n, options: chosen }: ItemTally, options: ItemOptions): Evidence[] {
  if (!options) return [];
  return options.optionIds.map((id) => {
    const count = chosen[id] ?? 0;
    const label = id === options.keyId ? `Option ${id}, the key` : `Option ${id}`;
    return { label, text: `${count} of ${n} (${percent(count / n)})` };
  });
}

function difLines(dif: PilotData['dif']): Evidence[] {
  if (dif.length === 0) return [{ label: NAMES.dif, text: 'not known: no voluntary answers to compare groups by' }];
  return dif.map(({ question, focal, reference, result }) => ({
    label: `${NAMES.dif}: ${question}, ${focal} and ${reference}`,
    text:
      result.status === 'measured'
        ? `class ${result.dif}, delta ${two(result.delta)} (${two(result.delta - 1.96 * result.deltaSd)} to ${two(result.delta + 1.96 * result.deltaSd)})`
        : `not estimable: ${result.focal} and ${result.total} answers in all; 100 and 400 needed`,
  }));
}
