import { writtenItems } from '../written-item';

export const TESTING_ITEMS = writtenItems('testing', [
  {
    id: 'testing-boundaries',
    difficulty: -1.5,
    seconds: 40,
    stem: 'A discount applies to orders of 10 to 99 pieces, both included. Which four inputs test the boundaries, on both sides of each?',
    options: { a: '`0, 10, 99, 999`', b: '`9, 10, 99, 100`', c: '`10, 11, 98, 99`', d: '`1, 10, 50, 100`' },
    key: 'b',
    explanation:
      'At each edge one value inside and its neighbour outside: 9 and 10, 99 and 100. (a) and (d) leave the outer neighbours out, and (c) stays inside the range, so a rule that is one too wide would pass.',
    hint: 'Errors with `<` and `<=` show between two neighbouring values.',
  },
  {
    id: 'testing-injected-clock',
    difficulty: -0.9,
    seconds: 50,
    stem: 'A login token expires after 30 minutes. What makes the test of the expiry both fast and reliable?',
    options: {
      a: 'Sleep for 30 minutes in a nightly test run',
      b: 'Shorten the limit to one second in tests and sleep',
      c: 'Hand the code a clock that the test moves forward',
      d: 'Repeat the test up to three times until it passes',
    },
    key: 'c',
    explanation:
      'An injected clock lets the test pass 30 minutes at once and exactly. Sleeping is slow (a) or depends on how busy the machine is and tests another limit (b); repeating hides the failures rather than removing them (d).',
    hint: 'What is the outside thing that the code depends on?',
  },
  {
    id: 'testing-order-dependence',
    difficulty: -0.2,
    seconds: 50,
    stem: 'A test passes when run alone and fails when the whole suite runs, in the same way each time. What is the most likely cause?',
    options: {
      a: 'An earlier test leaves state behind that this one reads',
      b: 'The test measures the time of day in the wrong zone',
      c: 'The assertion compares numbers without a tolerance',
      d: 'The code under test has a branch that no test covers',
    },
    key: 'a',
    explanation:
      'What differs between the runs is what ran before, so shared state (a database row, a global, a file) explains it. Zone, tolerance and coverage are the same in both runs.',
    hint: 'What is different between the two runs?',
  },
  {
    id: 'testing-branch-coverage',
    difficulty: 0.5,
    seconds: 60,
    stem: 'The only test calls `fee(true)` and expects 5. Every line is covered. What has NOT been tested?',
    code: {
      language: 'js',
      text: 'function fee(express) {\n  let sum = 3;\n  if (express) sum += 2;\n  return sum;\n}',
    },
    options: {
      a: 'That the sum starts at 3',
      b: 'That the function returns',
      c: 'That `express` adds 2',
      d: 'The path past the `if`',
    },
    key: 'd',
    explanation:
      'Line coverage is full although the false outcome of the condition was not run; branch coverage would show one of two. The start value, the addition and the return all take part in the 5 that was checked.',
    hint: 'Lines and branches are not the same thing.',
  },
  {
    id: 'testing-contract',
    difficulty: 0.8,
    seconds: 65,
    stem: 'All unit tests use a fake of the payment provider and pass. In production payments fail, since the provider has renamed a field of its answer. Which kind of test would have shown it?',
    options: {
      a: 'More unit tests with other amounts against the fake',
      b: 'A mutation test of the code that calls the fake',
      c: 'A contract test run against the real interface',
      d: 'A load test with many calls to the fake at once',
    },
    key: 'c',
    explanation:
      'The fake froze an old assumption; only something that asks the real interface (or its published schema) can notice that it moved. The others all talk to the fake, so they agree with the code about the old name.',
    hint: 'Where does the knowledge in the fake come from?',
  },
  {
    id: 'testing-mutant-boundary',
    difficulty: 1.2,
    seconds: 60,
    stem: 'A mutation tool changes `age >= 18` to `age > 18` in `mayVote(age)`. Which test makes this mutant fail?',
    options: {
      a: '`mayVote(18)` is expected to be true',
      b: '`mayVote(19)` is expected to be true',
      c: '`mayVote(17)` is expected to be false',
      d: '`mayVote(0)` is expected to be false',
    },
    key: 'a',
    explanation:
      'Original and mutant differ for 18 alone. For 19 both are true, for 17 and 0 both are false, so those tests pass with the mutant as well.',
    hint: 'For which inputs do the two conditions differ?',
  },
  {
    id: 'testing-sort-property',
    difficulty: 1.6,
    seconds: 65,
    stem: 'A property-based test of `sort(list)` checks that each element of the result is at most its successor. An implementation that returns the empty list passes. Which further property rejects it and holds for a correct sort?',
    options: {
      a: 'The result sorted again equals the result',
      b: 'The result is a permutation of the input',
      c: 'The result begins with its own smallest element',
      d: 'The result is no longer than the input was',
    },
    key: 'b',
    explanation:
      'A sort keeps the elements, so an empty result for a non-empty input is no permutation of it. The empty list sorted again is empty (a), has no element to contradict (c), and is not longer (d).',
    hint: 'What does sorting leave unchanged?',
  },
]);
