import type { DomainErrorCode } from '@/core/errors';
import type { Rules } from './rules';

/** Everything that decides whether a candidate may start now. */
export type Standing = {
  readonly status: 'preparing' | 'draft' | 'scheduled' | 'live' | 'ended';
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly rules: Pick<Rules, 'maxAttempts' | 'applyUntil' | 'onlyShortlisted'>;
  /** When the candidate was invited. */
  readonly appliedAt: Date;
  readonly isShortlisted: boolean;
  /** Attempts that have ended. */
  readonly attempts: number;
};

export type StartRefusal = Extract<
  DomainErrorCode,
  | 'assessment_not_open'
  | 'assessment_not_yet_open'
  | 'assessment_closed'
  | 'applied_too_late'
  | 'not_shortlisted'
  | 'no_attempts_left'
>;

/**
 * Why an attempt cannot be started now, or null when it can. The page asks beforehand and the start asks again: the same
 * function, so that nobody presses a button to be told what was known before. What concerns everyone comes first.
 */
export function startRefusal(standing: Standing, now: Date): StartRefusal | null {
  const { status, opensAt, closesAt, rules, appliedAt, isShortlisted, attempts } = standing;
  if (status === 'preparing' || status === 'draft') return 'assessment_not_open';
  if (attempts >= rules.maxAttempts) return 'no_attempts_left';
  if (status === 'ended' || (closesAt && closesAt <= now)) return 'assessment_closed';
  if (opensAt && opensAt > now) return 'assessment_not_yet_open';
  if (rules.applyUntil !== null && appliedAt > new Date(rules.applyUntil)) return 'applied_too_late';
  if (rules.onlyShortlisted && !isShortlisted) return 'not_shortlisted';
  return null;
}
