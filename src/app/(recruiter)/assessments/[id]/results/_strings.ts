const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** Words of the results of one assessment beside one another. */
export const strings = {
  title: 'Results',
  loading: 'Loading the results',
  documentTitle: (title: string) => `Results: ${title}`,
  empty: {
    title: 'No result yet',
    text: 'Results appear here when candidates have completed their sessions.',
  },
  files: { csv: 'Download CSV', json: 'Download JSON' },
  ranking: {
    title: 'Ranking with ties',
    text: 'People in one group cannot be told apart: the first of the group is above each other one with a probability below 90\u00a0%. Their order within the group means nothing.',
    group: (place: number, people: number) =>
      people === 1 ? `Place ${place}` : `Places ${place} to ${place + people - 1}: a tie of ${people}`,
    above: (percent: string, name: string) => `${name} is above the first of the next group with ${percent}.`,
    unscored: (n: number) => `${count(n, 'completed session has', 'completed sessions have')} no score and no place.`,
    report: (name: string) => `Report on ${name}`,
  },
  norm: {
    title: 'Norm groups',
    text: 'A norm group freezes the results there are now under a name. Reports give percentiles against groups of 100 people or more.',
    columns: { name: 'Name', people: 'People', made: 'Made', state: 'Percentiles' },
    ready: 'Given',
    provisional: (missing: number) => `Provisional, ${missing} missing`,
    name: 'Name of the new group',
    nameHint: 'Say who they are, as in “Applicants spring 2027”.',
    create: (n: number) => `Make it from ${count(n, 'result', 'results')}`,
    busy: 'Making',
    made: 'Norm group made',
  },
  technical: {
    title: 'Technical sheet',
    text: 'What is known of the measurement, in points of the scale.',
    sample: 'Completed and scored',
    mean: 'Mean',
    sd: 'Standard deviation',
    sem: 'Standard error of measurement',
    reliability: 'Reliability',
    meanFormula: 'mean of 500 + 100 θ',
    sdFormula: 'sd of 100 θ',
    semFormula: '100 × √(mean of posterior variances)',
    reliabilityFormula: 'variance of θ / (variance of θ + mean posterior variance)',
    points: 'points',
  },
} as const;
