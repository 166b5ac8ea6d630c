import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '@/core/items/types/safe-pattern';

const compiled = (source: string) => {
  const pattern = compilePattern(source);
  if ('problem' in pattern) throw new Error(pattern.problem);
  return pattern;
};

/** Patterns of the language, built rather than guessed, at most one repetition without a bound deep. */
const atom = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '1', ' ', '-', '\\d', '\\w', '\\s', '\\D', '.', '\\.', '\\-'),
  fc.constantFrom('[ab]', '[^a]', '[a-c1]', '[\\d-]', '[.\\]]', '[^\\w]', '[a\\-c]'),
);
const bounded = fc.tuple(atom, fc.constantFrom('', '?', '{2}', '{0,2}', '{1,3}')).map((parts) => parts.join(''));
const plain = fc.array(bounded, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const group = fc.tuple(plain, plain, fc.constantFrom('', '?', '{1,2}')).map(([x, y, times]) => `(${x}|${y})${times}`);
const repeated = fc
  .tuple(
    fc.oneof(
      atom,
      plain.map((text) => `(?:${text})`),
    ),
    fc.constantFrom('*', '+', '{2,}', '*?'),
  )
  .map((p) => p.join(''));
const pattern = fc
  .array(fc.oneof(plain, group, repeated), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));
const text = fc.string({ unit: fc.constantFrom(...'abc1 .-]'), maxLength: 12 });

test('a pattern matches what the same regular expression matches as a whole', () => {
  fc.assert(
    fc.property(pattern, text, (source, given) => {
      expect(compiled(source).matches(given), source).toBe(new RegExp(`^(?:${source})$`).test(given));
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['(a+)+$', /inside another/],
  ['(a|aa)*(b*)*', /inside another/],
  ['(\\w+\\s?)*', /inside another/],
  ['(?=a)b', /look-around/],
  ['(a)\\1', /not supported/],
  ['a{5000}', /more than 100/],
  ['a**', /follows another/],
  ['(a', /not closed/],
  ['a)', /not opened/],
  ['[a', /not closed/],
  ['[z-a]', /ends before/],
  ['a{x}', /brace/],
  ['a^b', /at the ends/],
  ['\\bword', /not supported/],
  [`${'('.repeat(30)}a${')'.repeat(30)}`, /too deeply/],
  ['(((a{1,50}){1,50}){1,50})', /too large/],
  ['a'.repeat(501), /500 characters/],
])('%s is refused', (source, problem) => {
  expect(compilePattern(source)).toEqual({ problem: expect.stringMatching(problem) });
});

test('no pattern that is taken can hang, however it is made', () => {
  const worst = `${'a'.repeat(199)}b`;
  for (const source of ['a*a*a*a*a*a*a*a*a*a*c', '(a|a|a|a){1,100}c', '.*.*.*.*.*.*.*=', '(a?){100}a{100}c']) {
    const started = performance.now();
    expect(compiled(source).matches(worst)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  }
});

test('nothing that is no pattern makes it fail', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab(){}[]|*+?^$\\.-1,'), maxLength: 20 }), (source) => {
      const made = compilePattern(source);
      if ('matches' in made) expect(typeof made.matches('ab1')).toBe('boolean');
      else expect(made.problem.length).toBeGreaterThan(5);
    }),
    { numRuns: 5_000 },
  );
});
