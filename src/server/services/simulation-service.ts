import type { Exam } from '@/core/assessment/exam';
import { settleRules, validateRules } from '@/core/assessment/rules';
import { seededRandom } from '@/core/items/random';
import { type SimulationSummary, simulationSteps } from '@/core/psychometrics/simulation';
import { type SkillGraph, validateSkillGraph } from '@/core/skills/skill-graph';
import type { SimulationUpdate } from '@/protocol/simulation';
import type { Member } from '@/server/policy';
import type { AssessmentDraft } from '@/server/repositories/assessment-repository';
import type { ExamLibrary } from './exam-library';

const PEOPLE = 400;
/** Longest the event loop is held at a time. */
const SLICE_MS = 8;
/** Same draft, same figures: a difference between two drafts is then the drafts' own. */
const SEED = 'simulation';

/** Plays whole sessions of simulated candidates on the organisation's own bank, in slices between other work. */
export function createSimulationService(exams: ExamLibrary) {
  return {
    /**
     * Checks a draft and returns what plays it: progress while people answer, then the outcome.
     * @throws DomainError `graph_invalid`, `invalid_input`, `rules_unsatisfiable`.
     */
    async prepare(member: Member, draft: Pick<AssessmentDraft, 'graph' | 'rules'>) {
      validateSkillGraph(draft.graph);
      const rules = settleRules(validateRules(draft.rules), draft.graph);
      const exam = await exams.ofDraft(member.organisationId, { graph: draft.graph, rules });
      exam.engine.assertServable();
      return (signal: AbortSignal) => play(exam, signal);
    },
  };
}

async function* play({ engine, graph, rules }: Exam, signal: AbortSignal): AsyncGenerator<SimulationUpdate> {
  const steps = simulationSteps(engine, seededRandom(SEED), {
    people: PEOPLE,
    exposureCap: rules.exposureCap,
  });
  let sliceStarted = performance.now();
  let told = 0;
  for (;;) {
    const { done, value } = steps.next();
    if (done) {
      yield outcome(value, graph, engine.pool.size, rules.exposureCap);
      return;
    }
    if (value - told >= PEOPLE / 20) {
      told = value;
      yield { kind: 'progress', played: value, people: PEOPLE };
    }
    if (performance.now() - sliceStarted < SLICE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return;
    sliceStarted = performance.now();
  }
}

/** Upper ends of the bands items are sorted into by their share of the sessions; the first is those never used. */
const BANDS = [0, 0.05, 0.1, 0.15, 0.25, 0.5, 1];

function exposureBands(rates: readonly number[]) {
  return BANDS.map((upTo, i) => ({
    upTo,
    items: rates.filter((rate) => rate <= upTo && (i === 0 || rate > BANDS[i - 1]!)).length,
  }));
}

function outcome(
  summary: SimulationSummary,
  graph: SkillGraph,
  bankItems: number,
  exposureCap: number | null,
): SimulationUpdate {
  const { people, items, timeMs, skillRmse, coverage90 } = summary;
  return {
    kind: 'outcome',
    people,
    items,
    timeMs,
    composite: { rmse: summary.compositeRmse, sd: summary.compositeSd, coverage90: summary.compositeCoverage90 },
    skills: graph.nodes.map(({ skillId, name }, index) => ({ skillId, name, rmse: skillRmse[index]! })),
    coverage90,
    stopReasons: Object.entries(summary.stopReasons).map(([reason, count]) => ({ reason, share: count / people })),
    exposure: { maximum: summary.maximumExposure, unused: summary.unusedShare, overlap: summary.overlap },
    bankItems,
    exposureCap,
    exposureBands: exposureBands(summary.exposureRates),
    progress: summary.errorAfter.map((rmse, answers) => ({ answers, rmse, ended: summary.lengths[answers] ?? 0 })),
  };
}
