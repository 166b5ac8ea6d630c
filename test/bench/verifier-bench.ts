/**
 * How well the built-in verifier tells supported from unsupported text, on labelled pairs given as a folder of *.jsonl.gz with
 * { source, output, supported } a line. Every threshold is chosen on the other families of sets, never on the one it is tested on.
 *
 *     npx tsx test/bench/verifier-bench.ts <folder>
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { extractClaims } from '@/core/evaluation/claim-extraction';
import { compare } from '@/core/evaluation/comparison';
import { featuresOf } from '@/core/evaluation/features';
import { riskOf, verdictByHandRule } from '@/core/evaluation/hand-rule';
import { readText } from '@/core/evaluation/reading';
import { indexSource, type SourceIndex } from '@/core/evaluation/source-index';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';

type Pair = { source: string; output: string; supported: boolean };
type Scored = { unsupported: boolean; scores: Record<string, number>; labels: string[] };
type Family = { name: string; sets: { name: string; rows: Scored[] }[] };

const splitter = createWinkSplitter();
const SCORERS = ['random', 'unigram novelty', 'hand rule', 'verdict'] as const;

async function scoreSet(file: string, times: number[]): Promise<Scored[]> {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
  const sources = new Map<string, SourceIndex>();
  const rows: Scored[] = [];
  let state = 12345;
  for (const line of lines) {
    const pair: Pair = JSON.parse(line);
    const known = sources.get(pair.source);
    const source = known ?? indexSource(await readText(pair.source, splitter));
    if (!known) sources.set(pair.source, source);
    const output = await readText(pair.output, splitter);
    const extracted = extractClaims(output).claims;
    const claims =
      extracted.length > 0
        ? extracted
        : output.sentences.map((s, index) => ({ ...s, id: `s${index}`, index, text: '', kind: 'general' as const }));
    let risk = 0;
    let novelty = 0;
    let doubt = 0;
    const labels: string[] = [];
    for (const claim of claims) {
      const started = performance.now();
      const comparison = compare(claim.tokens, source);
      const verdict = verdictByHandRule(claim, comparison, source);
      times.push(performance.now() - started);
      labels.push(verdict.label);
      doubt = Math.max(doubt, 1 - verdict.probability);
      risk = Math.max(risk, riskOf(featuresOf(comparison)));
      novelty = Math.max(novelty, comparison.coverage.uncovered.length / Math.max(1, claim.tokens.length));
    }
    state = (state * 1103515245 + 12345) % 2147483648;
    rows.push({
      unsupported: !pair.supported,
      labels,
      scores: { random: state / 2147483648, 'unigram novelty': novelty, 'hand rule': risk, verdict: doubt },
    });
  }
  return rows;
}

/** Area under the ROC curve by ranks, ties at half. */
function auroc(rows: Scored[], scorer: string): number {
  const sorted = rows.map((r) => ({ x: r.scores[scorer]!, y: r.unsupported })).sort((a, b) => a.x - b.x);
  let rankSum = 0;
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j < sorted.length && sorted[j]!.x === sorted[i]!.x) j += 1;
    for (let k = i; k < j; k += 1) if (sorted[k]!.y) rankSum += (i + j + 1) / 2;
    i = j;
  }
  const positive = sorted.filter((r) => r.y).length;
  return (rankSum - (positive * (positive + 1)) / 2) / (positive * (sorted.length - positive));
}

function balancedAccuracy(rows: Scored[], scorer: string, threshold: number): number {
  const of = (label: boolean) => rows.filter((r) => r.unsupported === label);
  const hit = (label: boolean) =>
    of(label).filter((r) => r.scores[scorer]! >= threshold === label).length / of(label).length;
  return (hit(true) + hit(false)) / 2;
}

/** The threshold with the best balanced accuracy averaged over the sets; coarse on purpose, 200 steps. */
function chooseThreshold(sets: Scored[][], scorer: string): number {
  const values = sets
    .flat()
    .map((r) => r.scores[scorer]!)
    .sort((a, b) => a - b);
  const candidates = Array.from({ length: 200 }, (_, i) => values[Math.floor((i / 200) * values.length)]!);
  const quality = (t: number) =>
    sets.reduce((total, rows) => total + balancedAccuracy(rows, scorer, t), 0) / sets.length;
  return candidates.map((t) => ({ t, q: quality(t) })).sort((a, b) => b.q - a.q)[0]!.t;
}

/**
 * Logistic regression of "unsupported" on the risk of the texts without a contradiction; every family, every set in it and both
 * labels have equal weight. These are the two numbers of HAND_RULE.
 */
function fitLogistic(groups: Family[]): { slope: number; turn: number } {
  const rows = groups.flatMap(({ sets }) =>
    sets.flatMap((set) => {
      const usable = set.rows.filter((r) => !r.labels.includes('REFUTED'));
      const positive = usable.filter((r) => r.unsupported).length;
      const weight = (label: boolean) => 1 / (sets.length * (label ? positive : usable.length - positive));
      return usable.map((r) => ({ x: r.scores['hand rule']!, y: r.unsupported ? 1 : 0, w: weight(r.unsupported) }));
    }),
  );
  let [a, b] = [0, 1];
  for (let round = 0; round < 50; round += 1) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
    for (const { x, y, w } of rows) {
      const p = 1 / (1 + Math.exp(-(a + b * x)));
      const v = w * p * (1 - p);
      ga += w * (y - p);
      gb += w * (y - p) * x;
      haa += v;
      hab += v * x;
      hbb += v * x * x;
    }
    const determinant = haa * hbb - hab * hab;
    a += (hbb * ga - hab * gb) / determinant;
    b += (haa * gb - hab * ga) / determinant;
  }
  return { slope: b, turn: -a / b };
}

const folder = process.argv[2];
if (!folder) throw new Error('Usage: npx tsx test/bench/verifier-bench.ts <folder with *.jsonl.gz>');
const families = new Map<string, Family>();
const times: number[] = [];
const started = performance.now();
for (const file of readdirSync(folder)
  .filter((f) => f.endsWith('.jsonl.gz'))
  .sort()) {
  const name = path.basename(file, '.jsonl.gz');
  const family = name.split('_')[0]!;
  const entry = families.get(family) ?? { name: family, sets: [] };
  entry.sets.push({ name, rows: await scoreSet(path.join(folder, file), times) });
  families.set(family, entry);
}

console.log(
  `${'set'.padEnd(24)}${'n'.padStart(6)}${'unsup.'.padStart(8)}  ${SCORERS.map((s) => `${s} AUROC/BAcc`.padStart(26)).join('')}`,
);
const totals = new Map<string, number[]>();
for (const family of families.values()) {
  const others = [...families.values()].filter((f) => f !== family).flatMap((f) => f.sets.map((s) => s.rows));
  for (const { name, rows } of family.sets) {
    const cells = SCORERS.map((scorer) => {
      const area = auroc(rows, scorer);
      const accuracy = others.length > 0 ? balancedAccuracy(rows, scorer, chooseThreshold(others, scorer)) : Number.NaN;
      for (const [key, value] of [
        [`${scorer} area`, area],
        [`${scorer} accuracy`, accuracy],
      ] as const)
        totals.set(key, [...(totals.get(key) ?? []), value]);
      return `${area.toFixed(3)} / ${accuracy.toFixed(3)}`.padStart(26);
    });
    const share = rows.filter((r) => r.unsupported).length / rows.length;
    const refuted = rows.filter((r) => r.labels.includes('REFUTED'));
    const right = refuted.filter((r) => r.unsupported).length / Math.max(1, refuted.length);
    console.log(
      `${name.padEnd(24)}${String(rows.length).padStart(6)}${share.toFixed(2).padStart(8)}  ${cells.join('')}   refuted ${refuted.length} (${right.toFixed(2)} unsupported)`,
    );
  }
}
const average = (key: string) => (totals.get(key) ?? []).reduce((a, b) => a + b, 0) / (totals.get(key)?.length ?? 1);
console.log(
  `${'macro'.padEnd(40)}${SCORERS.map((s) => `${average(`${s} area`).toFixed(3)} / ${average(`${s} accuracy`).toFixed(3)}`.padStart(26)).join('')}`,
);
const fit = fitLogistic([...families.values()]);
console.log(`logistic fit of the hand rule: slope ${fit.slope.toFixed(3)}, turn ${fit.turn.toFixed(3)}`);
times.sort((a, b) => a - b);
console.log(
  `${times.length} claims, p50 ${times[Math.floor(times.length / 2)]!.toFixed(2)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(2)} ms; ${((performance.now() - started) / 1000).toFixed(1)} s in all`,
);
