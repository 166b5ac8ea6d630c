import type { DemographicQuestion } from '@/core/assessment/demographics';

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Words of the fairness figures of one assessment. */
export const strings = {
  title: 'Fairness',
  documentTitle: (title: string) => `Fairness: ${title}`,
  limits:
    'Candidates may answer three questions about themselves after the session. The answers are kept apart, shown in aggregate alone, and nobody sees those of a person. Groups below 10 people are named without figures. Figures flag what to look into; they are not findings, and no legal test.',
  questions: { gender: 'Gender', age: 'Age', language: 'Language' } satisfies Record<DemographicQuestion, string>,
  choose: 'By which question',
  answers: {
    woman: 'Women',
    man: 'Men',
    nonBinary: 'Non-binary people',
    under40: 'Under 40',
    from40: '40 and over',
    firstLanguage: 'First language',
    otherLanguage: 'Another first language',
  } as Readonly<Record<string, string>>,
  groups: {
    title: 'Who answered',
    answered: (n: number) => `${count(n, 'person', 'people')} in groups of 10 or more answered this question.`,
    none: 'No group of 10 people or more has answered this question yet.',
    fewer: 'fewer than 10',
  },
  impact: {
    title: 'Selection rates',
    text: 'Selected means shortlisted. A ratio below four fifths is flagged; read it together with n and the p of Fisher’s exact test, because with few people it may be chance. Ranges are 95\u00a0% intervals.',
    none: 'There are not two groups of 10 people or more to compare.',
    columns: { group: 'Group', n: 'n', rate: 'Selected', ratio: 'Ratio', p: 'Fisher’s p', flag: 'Four fifths' },
    with: (group: string) => `against ${group}`,
    mostSelected: 'selected most often',
    range: (low: string, high: string) => `${low} to ${high}`,
    below: 'Below',
    kept: 'Kept',
  },
  dif: {
    title: 'Item functioning',
    text: 'Whether people of the same ability, but of different groups, find an item equally hard (Mantel-Haenszel, for part scores Liu-Agresti; ETS classes: A negligible, B moderate, C large). Estimated from 100 people of the compared group and 400 in all.',
    notEstimable: (items: number, focal: number, total: number) =>
      `Not estimable for ${count(items, 'item', 'items')}: at most ${focal} people of the compared group can be set beside people of like ability in the other, ${total} in all; 100 and 400 are needed.`,
    version: (version: number) => `(version ${version})`,
    none: 'No item has been answered by two groups of 10 people or more.',
    columns: { item: 'Item', focal: 'Group', delta: 'Δ', p: 'p', dif: 'Class' },
    classes: { A: 'A, negligible', B: 'B, moderate', C: 'C, large' },
  },
} as const;
