import type { AnsweredItem } from '@/core/psychometrics/adaptive-engine';
import { compositeAbility, type ScaleScore, scaleScore } from '@/core/psychometrics/composite';
import { maximumScore } from '@/core/psychometrics/item-response';
import { type PlainAnswer, type PlainScore, plainScore } from '@/core/psychometrics/plain-rules';
import { reportSkills, type SkillLabel } from '@/core/psychometrics/skill-report';
import type { Exam } from './exam';
import type { AnswerOutcome } from './session-event';

/** A score on the reporting scale (500 + 100 theta, 200 to 800) with its 90 % band, or the reason why there is none. */
export type ReportedScore =
  | { readonly value: number; readonly low: number; readonly high: number; readonly theta: number; readonly sd: number }
  | { readonly value: null; readonly reason: 'noAnswers' | 'noScores' };

export type ReportedSkill = {
  readonly skillId: string;
  readonly name: string;
  readonly weight: number;
  readonly score: ReportedScore;
  /** Standard deviation when only this skill's own answers are used; the difference is borrowed from related skills. */
  readonly ownSd: number;
  readonly scoredItems: number;
  readonly label: SkillLabel;
  /** What the label compares with, on the scale; absent where the assessment sets no cut and it is the norm group's 500. */
  readonly cutScore?: number;
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
  /** The cut on the composite, on the scale; absent where there is none. */
  readonly cutScore?: number;
  /** Points and percentages of the plain rule set; absent under the adaptive one. */
  readonly plain?: PlainScore;
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
  const scored = exam.engine.scored(answers);
  const skills = reportSkills(posterior, scored, exam.engine.rules.cuts);
  const composite = compositeAbility(posterior, exam.weights);
  return {
    answered,
    unscored: answered - answers.length,
    composite: reportedScore(answered, answers.length, composite, scaleScore(composite)),
    skills: exam.graph.nodes.map((node, index) => {
      const { estimate, scale, own, scoredItems, label } = skills[index]!;
      return {
        skillId: node.skillId,
        name: node.name,
        weight: exam.weights[index]!,
        score: reportedScore(answered, answers.length, estimate, scale),
        ownSd: own.sd,
        scoredItems,
        label,
        ...cutOf(exam.rules.cutScores.skills[node.skillId]),
      };
    }),
    ...cutOf(exam.rules.cutScores.composite),
    ...(exam.rules.ruleSet === 'plain' && {
      plain: plainScore(exam.graph, exam.rules.plainBudgets, plainAnswers(exam, given)),
    }),
  };
}

/** The answers as the plain rules count them: in part for part scores, whatever the item's model makes of them. */
function plainAnswers({ engine: { pool } }: Exam, given: readonly GivenAnswer[]): PlainAnswer[] {
  return given.flatMap(({ itemId, points, maxPoints, pilot }) => {
    const index = pool.indexOf.get(itemId);
    if (pilot || index === undefined) return [];
    return [{ skill: pool.skill[index]!, share: points === null ? null : points / maxPoints }];
  });
}

const cutOf = (cutScore: number | null | undefined) =>
  cutScore === null || cutScore === undefined ? {} : { cutScore };

/** With no scored answer there is only the prior, which is nobody's score. */
function reportedScore(
  answered: number,
  scored: number,
  { theta, sd }: { theta: number; sd: number },
  scale: ScaleScore,
): ReportedScore {
  if (scored === 0) return { value: null, reason: answered === 0 ? 'noAnswers' : 'noScores' };
  return { value: Math.round(scale.score), low: Math.round(scale.low), high: Math.round(scale.high), theta, sd };
}

/** The score by its named fields, whatever else a stored one may carry. */
export function scoreOnly(score: ReportedScore): ReportedScore {
  if (score.value === null) return { value: null, reason: score.reason };
  const { value, low, high, theta, sd } = score;
  return { value, low, high, theta, sd };
}

/** The report by its named fields, whatever else a stored one may carry. */
export function reportOnly(report: SessionReport): SessionReport {
  const { answered, unscored, composite, skills, plain } = report;
  return {
    answered,
    unscored,
    composite: scoreOnly(composite),
    skills: skills.map(({ skillId, name, weight, score, ownSd, scoredItems, label, cutScore }) => ({
      skillId,
      name,
      weight,
      score: scoreOnly(score),
      ownSd,
      scoredItems,
      label,
      ...cutOf(cutScore),
    })),
    ...cutOf(report.cutScore),
    ...(plain && { plain: plainOnly(plain) }),
  };
}

function plainOnly({ points, possiblePoints, percent, levels, skills }: PlainScore): PlainScore {
  return {
    points,
    possiblePoints,
    percent,
    levels: levels.map(({ priority, weight, skills: count, percent: share }) => ({
      priority,
      weight,
      skills: count,
      percent: share,
    })),
    skills: skills.map(({ skillId, answered, budget, percent: share }) => ({
      skillId,
      answered,
      budget,
      percent: share,
    })),
  };
}
