import type { IssueType, Severity } from '@/core/evaluation/judge';

const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;

/** The words of the charts of a run and of many runs. */
export const chartStrings = {
  timeline: {
    title: 'Time and cost',
    text: 'When each stage and each judge was at work, and what it used. Checking and judging go on at the same time.',
    caption: 'Stages and judges over time',
    columns: [
      'Stage or judge',
      'State',
      'Began after ms',
      'Took ms',
      'Tokens read',
      'Tokens written',
      'Requests',
      'Cost',
      'Answers from the cache',
    ],
    waiting: 'Waiting',
    running: 'Running',
    notReached: 'Not reached',
    stopped: 'Stopped',
    noModel: 'no model used',
    tokens: (count: string) => `${count} tokens`,
    requests: (count: number) => plural(count, 'request', 'requests'),
    cost: (amount: string | null) => (amount === null ? 'cost unknown' : `cost ${amount}`),
    hits: (count: number) => `${plural(count, 'answer', 'answers')} from the cache`,
    repeat: (name: string, repeat: number) => `${name}, time ${repeat}`,
    before: 'Earlier answers, asked again since',
    total: 'All',
  },

  gauge: {
    judges: 'Each judge’s score is shown with the judges below.',
  },

  scores: {
    caption: 'Distribution of the scores',
    label: 'Scores of the judges',
    description: 'Every judge that answered, on the scale from 0 (all wrong) to 100 (all right).',
    none: 'No judge has given a score.',
  },

  agreement: {
    caption: 'Who agrees with whom',
    description:
      'Share of claims to which both gave the same label, not corrected for chance: labels that are mostly the same agree often by chance alone. n counts the claims both labelled.',
    columns: ['First', 'Second', 'Share of equal labels', 'n', 'Why not measured'],
    verifier: (name: string) => `Verifier: ${name}`,
    none: 'There is no panel yet.',
  },

  issues: {
    title: 'Issues',
    text: 'What the judges flagged. Two judges may flag the same place; both are counted.',
    none: 'No judge flagged an issue.',
    notYet: 'No judge has answered yet.',
    nobody: 'No judge answered, so nobody looked for issues.',
    byType: 'By type',
    bySeverity: 'By severity',
    columns: ['Judge', 'Severity', 'Type', 'Message', 'Claim'],
    caption: 'Flagged issues by type and severity',
    description: 'Select a bar to list only its issues.',
    list: 'Flagged issues',
    shown: (shown: number, all: number) =>
      shown === all ? `All ${plural(all, 'issue', 'issues')}` : `${shown} of ${plural(all, 'issue', 'issues')}`,
    clear: 'Show all issues',
    more: (count: number) => `Show ${count} more`,
    by: (judge: string) => `by ${judge}`,
    severity: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' } satisfies Record<Severity, string>,
    type: {
      factual_error: 'Factual error',
      hallucination: 'Hallucination',
      unsupported_claim: 'Unsupported claim',
      temporal_inconsistency: 'Date or time',
      numerical_error: 'Number',
      bias: 'Bias',
      other: 'Other',
    } satisfies Record<IssueType, string>,
  },

  label: {
    title: 'Your own verdict',
    text: 'Labels calibrate the probabilities of later evaluations. Look at the source, not at the verdict above.',
    verdict: { SUPPORTED: 'Supported', REFUTED: 'Refuted', NOT_ENOUGH_INFO: 'Not enough' },
    keys: 'Keys: 1, 2, 3 for a verdict, 4 to skip, 0 to withdraw.',
    skip: 'Skip',
    withdraw: 'Withdraw my verdict',
    saved: (verdict: string) => `You said: ${verdict.toLowerCase()}.`,
    withdrawn: 'Your verdict is withdrawn.',
    others: (names: string) => `Others said: ${names}.`,
    failed: 'Your verdict was not kept. Try again.',
    progress: (done: number, all: number) =>
      `${done} of ${plural(all, 'claim', 'claims')} of this output labelled by you.`,
    loading: 'Your earlier verdicts are being fetched.',
  },

  outputLabel: {
    title: 'Your own score of the output',
    text: (rubric: string | undefined) =>
      `${rubric ? `By the rubric “${rubric}”. ` : ''}Scores of people tell how far each judge is from them, and weigh the judges of later evaluations. Look at the texts, not at the scores above.`,
    score: 'Score, 0 to 100',
    scoreHint: '100: nothing to fault by the rubric. 0: nothing right.',
    note: 'Note',
    save: 'Keep my score',
    change: 'Change my score',
    saving: 'Keeping it',
    withdraw: 'Withdraw my score',
    saved: (score: number) => `You gave ${score} of 100.`,
    failed: 'Your score was not kept. Try again.',
    others: (names: string) => `Others gave ${names}.`,
  },

  dataset: {
    link: 'Statistics',
    title: 'Statistics of evaluations',
    back: 'All evaluations',
    description: (n: number) => `From ${plural(n, 'completed evaluation', 'completed evaluations')} in this range.`,
    limited: (limit: number) => `From the newest ${limit} completed evaluations in this range.`,
    range: 'Range',
    days: (days: number) => (days === 365 ? '1 year' : `${days} days`),
    emptyTitle: 'No completed evaluation in this range',
    empty: 'Choose a longer range, or start an evaluation. Figures appear as soon as one has completed.',
    begin: 'New evaluation',
    rates: {
      title: 'Hallucination rates and factuality',
      text: 'Macro rates count outputs, micro rates count claims. Intervals draw texts, so that evaluations of one text do not count as independent.',
    },
    points: { title: 'Scores', text: 'In points from 0 to 100.' },
    agreement: {
      title: 'Agreement of the judges',
      text: '1 is perfect, 0 is what chance would give, below 0 is less than chance.',
    },
    judges: {
      title: 'Reliability without labels',
      text: 'What the judges’ verdicts say of each other, when nobody else has looked. Labels outrank it.',
    },
    caption: (title: string) => `${title}, with 95 % intervals`,
    columns: ['Statistic', 'Value', 'Low', 'High', 'Level', 'Method', 'n', 'Formula', 'What is missing'],
    n: (n: number) => `n = ${n.toLocaleString('en-GB')}`,
    because: (isAbsent: boolean, reason: string) => (isAbsent ? `Not measured: ${reason}` : `No interval: ${reason}`),
    formulas: 'Show formulas',
  },

  calibration: {
    title: 'Calibration',
    text: 'Whether a probability of 0.8 means that 8 of 10 such claims are supported, by the labels of your organisation.',
    show: 'Show how well probabilities are calibrated',
    loading: 'The labels are being counted.',
    failed: 'The calibration could not be computed.',
    retry: 'Try again',
    none: (reason: string) => `There is no calibration yet: ${reason}.`.replace(/\.\.$/, '.'),
    how: 'Select a claim in the output above and say what it is under “Your own verdict”. Labels of at least 20 claims from several outputs are needed, at least 5 supported and 5 not.',
    caption: 'Reliability diagram',
    description:
      'On the dashed line, probabilities say what happens. The whiskers are 95 % intervals of the observed share; points are bins of equal numbers of labelled claims.',
    mean: 'Mean probability of support',
    share: 'Share of claims that people found supported',
    before: 'Uncalibrated',
    after: 'Calibrated',
    columns: ['Probabilities', 'Mean probability', 'Share supported', 'Low', 'High', 'n'],
    labels: (claims: number, runs: number) =>
      `${plural(claims, 'labelled claim', 'labelled claims')}, ${plural(runs, 'scored output', 'scored outputs')}.`,
    figures: 'How good the probabilities are',
  },
} as const;
