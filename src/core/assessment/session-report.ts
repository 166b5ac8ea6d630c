import type { AnsweredItem } from '@/core/psychometrics/adaptive-engine';
import { compositeAbility, type ScaleScore, scaleScore } from '@/core/psychometrics/composite';
import { maximumScore } from '@/core/psychometrics/item-response';
import { reportSkills, type SkillLabel } from '@/core/psychometrics/skill-report';
import type { Exam } from './exam';
import type { AnswerOutcome } from './session-event';

/** A score on the reporting scale (500 + 100 theta, 200 to 800) with its 90 % band, or the reason why there is none. */
export type ReportedScore =
  | { readonly value: number; readonly low: number; readonly high: number; readonly theta: number; readonly sd: number }
  | { readonly value: null; readonly reason: 'noAnswers' };

export type ReportedSkill = {
  readonly skillId: string;
  readonly name: string;
  readonly weight: number;
  readonly score: ReportedScore;
  /** Standard deviation when only this skill's own answers are used; the difference is borrowed from related skills. */
  readonly ownSd: number;
  readonly scoredItems: number;
  readonly label: SkillLabel;
};

/** An answer as scoring sees it; `points` is null while its score is awaited, or when it could not be measured. */
export type GivenAnswer = AnswerOutcome & {
  readonly itemId: string;
  /** The item is being tried out: the answer counts for nothing. */
  readonly pilot: boolean;
};

/** The measurement a session ends with. Computed from its answers, never typed in; the same answers give the same bits. */
export type SessionReport = {
  readonly answered: number;
  /** How many of the answers have no score: awaited, or not measured. They count for nothing, not even as wrong. */
  readonly unscored: number;
  readonly composite: ReportedScore;
  readonly skills: readonly ReportedSkill[];
};

/**
 * The answers the engine estimates from: their points where the item has a boundary for each of them, else whether it
 * earned them all. Answers without a score and pilot items are not among them.
 */
export function scoredItems({ engine }: Exam, answers: readonly GivenAnswer[]): AnsweredItem[] {
  return answers.flatMap(({ itemId, points, maxPoints, pilot }) => {
    const item = engine.pool.items[engine.pool.indexOf.get(itemId) ?? -1];
    if (points === null || pilot) return [];
    const isGradedAlike = item !== undefined && maximumScore(item.parameters) === maxPoints;
    return [{ itemId, score: isGradedAlike ? points : points === maxPoints ? 1 : 0 }];
  });
}

export function reportSession(exam: Exam, given: readonly GivenAnswer[]): SessionReport {
  const answered = given.filter(({ pilot }) => !pilot).length;
  const answers = scoredItems(exam, given);
  const posterior = exam.engine.finalEstimate(answers);
  const skills = reportSkills(posterior, exam.engine.scored(answers));
  const composite = compositeAbility(posterior, exam.weights);
  return {
    answered,
    unscored: answered - answers.length,
    composite: reportedScore(answers.length, composite, scaleScore(composite)),
    skills: exam.graph.nodes.map((node, index) => {
      const { estimate, scale, own, scoredItems, label } = skills[index]!;
      return {
        skillId: node.skillId,
        name: node.name,
        weight: exam.weights[index]!,
        score: reportedScore(answers.length, estimate, scale),
        ownSd: own.sd,
        scoredItems,
        label,
      };
    }),
  };
}

/** With no answer at all there is only the prior, which is nobody's score. */
function reportedScore(
  answers: number,
  { theta, sd }: { theta: number; sd: number },
  scale: ScaleScore,
): ReportedScore {
  if (answers === 0) return { value: null, reason: 'noAnswers' };
  return { value: Math.round(scale.score), low: Math.round(scale.low), high: Math.round(scale.high), theta, sd };
}

/** The score by its named fields, whatever else a stored one may carry. */
export function scoreOnly(score: ReportedScore): ReportedScore {
  if (score.value === null) return { value: null, reason: score.reason };
  const { value, low, high, theta, sd } = score;
  return { value, low, high, theta, sd };
}

/** The report by its named fields, whatever else a stored one may carry. */
export function reportOnly({ answered, unscored, composite, skills }: SessionReport): SessionReport {
  return {
    answered,
    unscored,
    composite: scoreOnly(composite),
    skills: skills.map(({ skillId, name, weight, score, ownSd, scoredItems, label }) => ({
      skillId,
      name,
      weight,
      score: scoreOnly(score),
      ownSd,
      scoredItems,
      label,
    })),
  };
}
