import { expect, test, vi } from 'vitest';
import { runCase } from '~test/bench/simulation/cases';
import { CASES, parseSimulationOptions } from '~test/bench/simulation/options';
import { goal, printed, rmse } from '~test/bench/simulation/table';
import { normalDraw, seededDice } from '~test/core/psychometrics/builders';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

test('without options everything runs at the stated size', () => {
  expect(parseSimulationOptions([])).toEqual({ items: 300, candidates: 1000, seed: 1, cases: CASES, json: false });
  expect(
    parseSimulationOptions(['--items', '120', '--candidates', '50', '--seed', '9', '--case', 'graph', '--json']),
  ).toEqual({ items: 120, candidates: 50, seed: 9, cases: ['graph'], json: true });
});

test.each([
  [['--item', '3'], /--item is not an option/],
  [['graph'], /graph is not an option/],
  [['--items'], /--items wants a whole number from 60 to 5000, not nothing/],
  [['--items', '-5'], /--items wants/],
  [['--items', '10'], /--items wants/],
  [['--items', '1e9'], /--items wants/],
  [['--candidates', '3.5'], /--candidates wants/],
  [['--candidates', '1000000'], /--candidates wants/],
  [['--seed', 'today'], /--seed wants/],
  [['--case', '5pl'], /--case wants one of 2pl.*not 5pl/],
  [['--case'], /--case wants.*not nothing/],
])('refuses %j with a sentence', (args, message) => {
  expect(() => parseSimulationOptions(args)).toThrow(message);
});

test('the same seed prints the same bytes, another seed others', { timeout: 30_000 }, () => {
  const options = parseSimulationOptions(['--items', '60', '--candidates', '20']);
  const text = (seed: number) => printed(runCase('capped', { ...options, seed }));
  expect(text(3)).toBe(text(3));
  expect(text(3)).not.toBe(text(4));
});

test('a goal has a verdict only at the size it is stated for', () => {
  const figure = { value: 0.3, noise: 0.01 };
  expect(goal('RMSE', figure, [0, 0.285], true).met).toBe(false);
  expect(goal('RMSE', figure, [0, 0.3], true).met).toBe(true);
  expect(goal('RMSE', figure, [0, 0.3], false).met).toBeNull();
  const table = { title: 'T', columns: [], rows: [], notes: [] };
  expect(printed({ ...table, goals: [goal('RMSE', figure, [0, 0.285], true)] })).toMatch(/0\.300 .*NOT met$/);
});

test('the noise of a root mean square error is what repeating it shows', () => {
  const dice = seededDice(1);
  const draws = Array.from({ length: 400 }, () => rmse(Array.from({ length: 200 }, () => normalDraw(dice) ** 2)));
  const mean = draws.reduce((sum, { value }) => sum + value, 0) / 400;
  const sd = Math.sqrt(draws.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / 399);
  const stated = draws.reduce((sum, { noise }) => sum + noise, 0) / 400;
  expect(stated / sd).toBeGreaterThan(0.85);
  expect(stated / sd).toBeLessThan(1.15);
});
