import type { FlaggedIssue, Judge, JudgeInput } from '@/core/evaluation/judge';
import { compareByScore } from '../compare-by-score';

/** What a measure found: a score 0..100 with what it is made of, or why there is none. */
export type Measured =
  | { score: number; rationale: string; issues: readonly FlaggedIssue[] }
  | { score: null; reason: string };

/**
 * One countable part of what a rubric asks. `name` says what is counted, not what is meant by it, and the rationale says how: a
 * measure stands for its rubric only as far as that goes.
 */
export type Measure = {
  id: string;
  name: string;
  version: string;
  rubricId: string;
  measure(input: JudgeInput, signal: AbortSignal): Promise<Measured> | Measured;
};

const DEADLINE_MS = 30_000;
/** Of judging by the rubric; a measure is exact, but of a part only. */
const CONFIDENCE = 0.4;

export function createMeasureJudge({ id, name, version, rubricId, measure }: Measure): Judge {
  const judge: Judge['judge'] = async (input, signal) => {
    signal.throwIfAborted();
    if (input.rubric.id !== rubricId) {
      return { status: 'abstained', reason: `Unmeasured: the rubric “${input.rubric.name}” needs a model.` };
    }
    const found = await measure(input, signal);
    if (found.score === null) return { status: 'abstained', reason: `Unmeasured: ${found.reason}` };
    return { status: 'judged', ...found, confidence: CONFIDENCE, opinions: [], usage: null };
  };
  const provider = 'built-in';
  return {
    id,
    name,
    kind: 'builtIn',
    provider,
    version,
    deadlineMs: DEADLINE_MS,
    judge,
    compare: compareByScore(judge),
  };
}
