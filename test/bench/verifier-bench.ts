/**
 * How well the built-in verifier tells supported from unsupported text beside simple rules, on labelled pairs given as a folder of
 * *.jsonl.gz with { source, output, supported, group } a line, and how fast it is. Thresholds of the simple rules are chosen on the
 * other families of sets; the trained model is fitted anew without the family it is tested on, its threshold likewise.
 *
 *     npm run bench:verifier [folder]
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { extractClaims } from '@/core/evaluation/claim-extraction';
import { readText } from '@/core/evaluation/reading';
import { indexSource } from '@/core/evaluation/source-index';
import { fitCurve } from '@/core/evaluation/trained-fit';
import { handRuleVerifier } from '@/server/evaluation/hand-rule-verifier';
import { noCalls } from '@/server/evaluation/purse';
import { lexicon, trainedVerifier } from '@/server/evaluation/trained-verifier';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';
import { errorOfCurve, errorOnNewSets, errorWithOwnLabels } from '../../scripts/verifier/calibration-check';
import { dataFolder } from '../../scripts/verifier/data-folder';
import { type Row, readLabelledPairs } from '../../scripts/verifier/labelled-pairs';
import { auroc, balancedAccuracy, chooseThreshold } from '../../scripts/verifier/measures';
import { bySet, leaveOut, macro, type Result, weighted, withinSets } from '../../scripts/verifier/validation';

const SIMPLE: Readonly<Record<string, (row: Row) => number>> = {
  random: (row) => row.random,
  novelty: (row) => row.novelty,
  'hand rule': (row) => row.handRule,
};

/** A simple rule on each set, with the threshold that suits the other families best. */
function ruleResults(rows: readonly Row[], scoreOf: (row: Row) => number): Map<string, Result> {
  const scored = (of: readonly Row[]) => of.map((row) => ({ score: scoreOf(row), isSupported: row.isSupported }));
  return new Map(
    [...bySet(rows)].map(([set, members]) => {
      const others = [...bySet(rows.filter((row) => row.family !== members[0]!.family)).values()];
      const cases = scored(members);
      const threshold = chooseThreshold(others.map(scored));
      return [set, { auroc: auroc(cases), balancedAccuracy: balancedAccuracy(cases, threshold) }];
    }),
  );
}

/**
 * Where the hand rule turns and how sharply: logistic regression of "not supported" on the risk of texts without a contradiction.
 * These are the two numbers of HAND_RULE.
 */
function fitHandRule(rows: readonly Row[]): { slope: number; turn: number } {
  const cases = weighted(rows.filter((row) => !row.isRefuted)).map((row) => ({ ...row, doubt: row.handRule }));
  const { slope, shift } = fitCurve(cases);
  return { slope, turn: -shift / slope };
}

/** Times of single verdicts against one source of 2,000 words, milliseconds in order. */
async function timesAgainstLongSource(folder: string): Promise<{ hand: number[]; trained: number[] }> {
  const file = readdirSync(folder).find((name) => name.includes('news')) ?? readdirSync(folder)[0]!;
  const pairs: { source: string; output: string }[] = gunzipSync(readFileSync(path.join(folder, file)))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const words = [...new Set(pairs.map(({ source }) => source))].join('\n\n').split(' ').slice(0, 2_000);
  const splitter = createWinkSplitter();
  const source = indexSource(await readText(words.join(' '), splitter));
  const texts = [...new Set(pairs.map(({ output }) => output))].slice(0, 400).join('\n\n');
  const { claims } = extractClaims(await readText(texts, splitter));
  const context = { source, passages: [], question: null, calls: noCalls() };
  const { signal } = new AbortController();
  const times = { hand: [] as number[], trained: [] as number[] };
  for (const claim of claims) {
    for (const [name, verifier] of [['hand', handRuleVerifier] as const, ['trained', trainedVerifier] as const]) {
      const started = performance.now();
      await verifier.verify(claim, context, signal);
      times[name].push(performance.now() - started);
    }
  }
  return { hand: times.hand.sort((a, b) => a - b), trained: times.trained.sort((a, b) => a - b) };
}

const folder = dataFolder();
const { rows } = await readLabelledPairs(folder, lexicon);
const outOfFamily = leaveOut(rows, 'family');
const outOfSet = leaveOut(rows, 'set');
const columns: [string, ReadonlyMap<string, Result>][] = [
  ...Object.entries(SIMPLE).map(
    ([name, scoreOf]) => [name, ruleResults(rows, scoreOf)] as [string, Map<string, Result>],
  ),
  ['trained, family out', outOfFamily.sets],
  ['trained, set out', outOfSet.sets],
  ['trained, 5 folds', withinSets(rows).sets],
];
const cell = ({ auroc: area, balancedAccuracy: accuracy }: Result) => `${area.toFixed(3)} / ${accuracy.toFixed(3)}`;
const line = (first: string, cells: string[]) =>
  console.log(first.padEnd(36) + cells.map((c) => c.padStart(22)).join(''));

console.log('AUROC / balanced accuracy; positive is "not supported"');
line(
  'set',
  columns.map(([name]) => name),
);
for (const [set, members] of bySet(rows)) {
  const share = members.filter((row) => !row.isSupported).length / members.length;
  line(
    `${set} (${members.length}, ${Math.round(100 * share)} %)`,
    columns.map(([, sets]) => cell(sets.get(set)!)),
  );
}
line(
  'mean of the families',
  columns.map(([, sets]) => cell(macro(rows, sets))),
);
console.log(
  `\ncalibration error, 10 bins, labels weighted alike: ${errorOfCurve(rows, outOfSet.doubts).toFixed(3)} on texts of these sets`,
);
console.log(`  on a set that took no part: ${errorOnNewSets(rows, outOfSet.doubts).toFixed(3)}`);
console.log('with own labels, cross-fitted, 15 bins, and what perfect probabilities would show by chance:');
for (const [name, { n, error, perfect }] of errorWithOwnLabels(rows, outOfFamily.doubts)) {
  console.log(`  ${name} (${n}): ${error.toFixed(3)}, by chance ${perfect.toFixed(3)}`);
}
const hand = fitHandRule(rows);
console.log(`logistic fit of the hand rule: slope ${hand.slope.toFixed(3)}, turn ${hand.turn.toFixed(3)}`);
const times = await timesAgainstLongSource(folder);
for (const [name, list] of Object.entries(times)) {
  const at = (share: number) => list[Math.floor(list.length * share)]!.toFixed(2);
  console.log(
    `${name}: ${list.length} claims against 2,000 words, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
  );
}
