import type { FlaggedIssue } from '@/core/evaluation/judge';
import type { Aspect } from './built-in-judge';

/** Covered shares between which a claim is neither clearly in the source nor clearly missing from it. */
const COVERED = 0.75;
const FOREIGN = 0.4;

/** Asks of every claim how much of what it says the source says at all, rare words weighing more than common ones. */
export const contentJudge: Aspect = {
  id: 'content',
  name: 'Content coverage',
  version: 'content-1',
  nothingToJudge: 'The output makes no claim.',
  look(claim, { coverage }, { output }) {
    const known = 1 - coverage.novelty;
    const credit = (known + coverage.bestTwo) / 2;
    const issues: FlaggedIssue[] = [];
    const [first, last] = [coverage.uncovered[0], coverage.uncovered.at(-1)];
    if (credit < COVERED && first && last) {
      const words = [...new Set(coverage.uncovered.map((t) => output.text.slice(t.start, t.end)))];
      const list = words
        .slice(0, 6)
        .map((word) => `“${word}”`)
        .join(', ');
      const more = words.length > 6 ? ` and ${words.length - 6} more` : '';
      issues.push({
        type: 'unsupported_claim',
        severity: credit < FOREIGN ? 'high' : 'medium',
        message: `Nothing in the source on ${list}${more}.`,
        outputSpan: { start: claim.start, end: claim.end },
        evidenceSpan: null,
      });
    }
    return { weight: 1, credit, label: credit >= COVERED ? 'SUPPORTED' : 'NOT_ENOUGH_INFO', issues };
  },
  explain(views) {
    const covered = views.filter((view) => view.label === 'SUPPORTED').length;
    const share = Math.round((100 * views.reduce((total, view) => total + view.credit, 0)) / views.length);
    return `${covered} of ${views.length} claims have their content in the source; on average ${share} % of a claim is covered.`;
  },
};
