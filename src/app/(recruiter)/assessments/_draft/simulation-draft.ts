import type { AssessmentDraftInput } from '@/protocol/assessment';
import type { SimulationUpdate } from '@/protocol/simulation';

/** What a simulation is about; title, description and times change nothing in it. */
export type SimulationDraft = Pick<AssessmentDraftInput, 'graph' | 'rules'>;

export type SimulationOutcome = Extract<SimulationUpdate, { kind: 'outcome' }>;

/** Whether an outcome for one draft is an outcome for the other. The order of skills and edges means nothing. */
export function isSameDraft(a: SimulationDraft, b: SimulationDraft): boolean {
  return fingerprint(a) === fingerprint(b);
}

function fingerprint({ graph, rules }: SimulationDraft): string {
  const { timeLimitMs, minItems, maxItems, feedbackMode, pilotShare, exposureCap } = rules;
  const { ruleSet, criterion, randomisation, cutScores, plainBudgets } = rules;
  return JSON.stringify([
    graph.nodes.map(({ skillId, priority }) => `${skillId} ${priority}`).sort(),
    graph.edges.map(({ from, to }) => `${from} ${to}`).sort(),
    [timeLimitMs, minItems, maxItems, feedbackMode, pilotShare, exposureCap],
    ruleSet === 'plain'
      ? plainBudgets
      : [criterion, randomisation, cutScores.composite, Object.entries(cutScores.skills).sort()],
  ]);
}

/** Theta units to points of the 200 to 800 scale. */
export const points = (theta: number) => Math.round(100 * theta);

/** How far the 90 % band reaches to either side of a score, in points. */
export const bandReach = (sd: number) => points(1.645 * sd);

export type TimeStanding = 'fits' | 'someRunOut' | 'mostRunOut';

/** How expected times compare with the limit: nine of ten inside, some outside, or outside on average. */
export function timeStanding({ mean, within90 }: SimulationOutcome['timeMs'], limitMs: number): TimeStanding {
  if (mean > limitMs) return 'mostRunOut';
  return within90 > limitMs ? 'someRunOut' : 'fits';
}

export type CoverageStanding = 'asStated' | 'tooLow' | 'tooHigh';

/** Whether 90 % bands hold the truth as often as they say, give or take three standard errors of a share of `people`. */
export function coverageStanding(coverage90: number, people: number): CoverageStanding {
  const chance = 3 * Math.sqrt((0.9 * 0.1) / people);
  if (coverage90 < 0.9 - chance) return 'tooLow';
  return coverage90 > 0.9 + chance ? 'tooHigh' : 'asStated';
}

/** A report leaves skills with a larger sd unplaced (`insufficientEvidence`), theta units. */
const MOST_SD = 0.7;

/** Names of the skills that most reports are likely to leave unplaced. */
export function vagueSkills(skills: SimulationOutcome['skills']): string[] {
  return skills.filter(({ rmse }) => rmse > MOST_SD).map(({ name }) => name);
}

const MINUTE_MS = 60_000;

/** An estimate of a time, to the minute and never below what it was, so that "within" stays true. Seconds below two minutes. */
export function roughTime(ms: number): number {
  return ms < 2 * MINUTE_MS ? Math.ceil(ms / 1000) * 1000 : Math.ceil(ms / MINUTE_MS) * MINUTE_MS;
}
