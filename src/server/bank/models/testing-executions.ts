import { type ContentModel, untilMade } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors } from '@/core/items/numeric-distractors';

/** How often a marked line runs: loops with a step, a condition and an early end. */
export const testingExecutions: ContentModel = {
  id: 'testing-executions',
  version: 1,
  skillId: 'testing',
  title: 'How often a line runs',
  type: 'codeReading',
  levels: [
    { id: 'medium', difficulty: 0, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 100_000 },
  ],
  make: (random, level) => {
    const place = drawKeyPlace(random);
    return untilMade(() => {
      const [first, step, last] = [random.int(0, 5), random.int(1, 4), random.int(14, 40)];
      const divisor = random.int(2, 5);
      const isHard = level === 'hard';
      const limit = isHard ? random.int(3, 8) : Number.POSITIVE_INFINITY;
      let runs = 0;
      let rounds = 0;
      for (let i = first; i < last; i += step) {
        rounds += 1;
        if (i % divisor === 0) {
          runs += 1;
          if (runs === limit) break;
        }
      }
      if (isHard && runs < limit) return null;
      const slips = [
        { value: runs + 1, misconception: 'counts the check that ends the loop' },
        { value: rounds, misconception: 'counts every round of the loop' },
        { value: Math.floor((last - first) / divisor), misconception: 'divides the range and forgets the step' },
        { value: rounds - runs, misconception: 'counts the rounds that skip the line' },
      ];
      const wrong = runs < 3 ? null : numericDistractors(runs, slips, place, { least: 1 });
      if (wrong === null) return null;
      const code = [
        `let seen = 0;`,
        `for (let i = ${first}; i < ${last}; i += ${step}) {`,
        `  if (i % ${divisor} === 0) {`,
        `    seen += 1;`,
        ...(isHard ? [`    if (seen === ${limit}) break;`] : []),
        `  }`,
        `}`,
      ].join('\n');
      const values = [runs, ...wrong.map(({ text }) => Number(text))].sort((a, b) => a - b);
      return {
        type: 'codeReading',
        stem: 'How often does line 4 run?',
        code: { language: 'javascript', text: code, highlightedLines: [4] },
        options: values.map((value, index) => ({ id: 'abcd'[index]!, text: String(value) })),
        keyId: 'abcd'[values.indexOf(runs)]!,
        explanation: `The loop makes ${rounds} rounds, and in ${runs} of them \`i\` is a multiple of ${divisor}.`,
        hint: 'List the values of `i` and keep the multiples.',
      };
    });
  },
};
