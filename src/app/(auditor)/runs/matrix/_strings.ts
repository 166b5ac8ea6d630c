import { CONSENSUS_SHARE } from '@/core/evaluation/claim-matrix';
import { MAX_MATRIX_RUNS } from '@/protocol/run-statistics';

export const strings = {
  title: 'Outputs claim by claim',
  description: (count: number) => `Which of ${count} outputs states what, and what its evaluation found.`,
  chooseTitle: 'Choose outputs to set side by side',
  choose: `Tick 2 to ${MAX_MATRIX_RUNS} evaluations in the list, then press “Claim matrix”.`,
  toList: 'To the list',
  limitsTitle: 'What this matrix cannot say',
  limits: {
    source: 'The sources differ: an output can be right by its own source where another is wrong by its own.',
    output: 'Some outputs are the same text: that they agree says nothing.',
    ended: 'At least one evaluation is not completed: claims and verdicts may be missing.',
    two: 'With two outputs every claim is stated by at least half of them: recall then counts all claims of both.',
  },
  outputs: 'The outputs',
  output: (letter: string) => `Output ${letter}`,
  letter: 'Output',
  text: 'Begins with',
  state: 'State',
  submitted: 'Submitted',
  figuresTitle: 'How far each output goes with the others',
  figuresText: `A claim is consensus when at least ${CONSENSUS_SHARE * 100} % of the outputs state it. Agreement is not truth: models of one family share their mistakes.`,
  measures: {
    precision: { name: 'Precision', formula: 'own claims that another output states too / own claims' },
    recall: { name: 'Recall', formula: 'consensus claims it states / consensus claims' },
    f1: { name: 'Consensus F1', formula: '2 × precision × recall / (precision + recall)' },
  },
  average: 'Mean consensus F1',
  averageFormula: 'mean over the outputs that have one',
  ofOutput: (measure: string, letter: string) => `${measure} of output ${letter}`,
  matrixTitle: 'Claims and verdicts',
  matrixText:
    'A row is one claim in whichever words: most of the content alike in meaning, the same figures and names, not denied. A free paraphrase stands in a row of its own.',
  claim: 'Claim',
  statedBy: 'Stated by',
  of: (support: number, size: number) => `${support} of ${size}`,
  silent: 'not stated',
  filter: 'Claims shown',
  filters: { all: 'All', split: 'Verdicts differ', alone: 'Stated by one', problem: 'Not supported somewhere' },
  shown: (count: number, total: number) =>
    count === total ? `All ${total} ${total === 1 ? 'claim' : 'claims'} shown.` : `${count} of ${total} claims shown.`,
  none: 'No claim of this kind.',
  noClaims: 'None of these outputs has a claim.',
} as const;
