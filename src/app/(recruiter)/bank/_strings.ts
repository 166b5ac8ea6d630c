import type { BankHealthOutput } from '@/protocol/bank-health';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
type Item = BankHealthOutput['items'][number];

/** Words of the health of the item bank. */
export const strings = {
  title: 'Bank health',
  description: 'How items are used, what answers say of them, and why they moved. Nothing of their content.',
  loading: 'Loading the bank',
  revision: (n: number) => `Bank revision ${n}`,
  exposure: {
    title: 'Use',
    text: 'Operational items, over completed sessions that could have used them.',
    maximum: 'Largest exposure',
    overlap: 'Overlap of two people',
    unused: 'Never given',
  },
  run: {
    title: 'Last calibration',
    none: 'No calibration has run yet. It runs every night at 02:17 UTC when there are new answers.',
    published: (revision: number) => `It published revision ${revision}.`,
    unchanged: 'Nothing had changed enough to publish.',
    columns: {
      skill: 'Skill',
      answers: 'Answers',
      marginal: 'Marginal likelihood',
      published: 'New parameters',
      anchors: 'New anchors',
    },
    marginal: (items: number, people: number) =>
      `${count(items, 'item', 'items')} from ${count(people, 'person', 'people')}`,
    reasons: { tooFewItems: 'Not used: too few items with 200 answers', notConverged: 'Not used: it did not converge' },
  },
  moves: {
    title: 'Promotions and quarantines',
    none: 'No item has moved.',
    columns: { at: 'When', item: 'Item', move: 'Move', why: 'Why', revision: 'Revision' },
    causes: {
      promotionRules: 'It met every condition for promotion',
      successDrift: 'Right answers became more frequent than its past explains',
      successAndTimeDrift: 'Answers became both right more often and faster',
    } as Readonly<Record<string, string>>,
    byPerson: (reason: string) => `A person decided: ${reason}`,
  },
  items: {
    title: 'Items',
    text: 'Figures with their 95\u00a0% interval and n. Items without answers have the parameters their author gave them.',
    filter: 'Which items',
    filters: { all: 'All', pilot: 'Pilot', quarantined: 'In quarantine', answered: 'With answers' },
    none: 'There is no such item.',
    columns: {
      item: 'Item',
      status: 'Status',
      n: 'n',
      p: 'p',
      difficulty: 'b',
      correlation: 'r (corrected)',
      time: 'Mean time',
      exposure: 'Exposure',
      action: 'Decide',
    },
    statuses: {
      draft: 'Draft',
      review: 'In review',
      pilot: 'Pilot',
      operational: 'Operational',
      quarantined: 'In quarantine',
      retired: 'Retired',
    } satisfies Record<Item['status'], string>,
    calibrated: (n: number) => `Calibrated from ${n}`,
    provisional: 'Provisional',
    anchor: 'Anchor',
    options: 'Options',
    missing: 'Missing for promotion',
    checks: {
      precision: 'sd of b at most 0.35',
      success: 'p from 0.15 to 0.95',
      correlation: 'r at least 0.15',
      distractors: 'each distractor chosen by 5\u00a0%',
      dif: 'no flagged item functioning',
    } satisfies Record<Item['checks'][number]['condition'], string>,
  },
  overrule: {
    open: (id: string) => `Decide about ${id}`,
    title: (id: string) => `Decide about ${id}`,
    text: 'Your word goes before the rules. The reason is kept with your name. Sessions that start later follow it; running ones keep what they began with.',
    to: 'New status',
    choices: { operational: 'Operational', pilot: 'Pilot', quarantined: 'In quarantine' },
    reason: 'Reason',
    save: 'Decide',
    busy: 'Saving',
    cancel: 'Cancel',
    done: 'Decided',
  },
} as const;
