import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { extractClaims } from '@/core/evaluation/claim-extraction';
import { compare } from '@/core/evaluation/comparison';
import { featuresOf } from '@/core/evaluation/features';
import { indexMeaning, type MeaningIndex } from '@/core/evaluation/features-meaning';
import { riskOf, verdictByHandRule } from '@/core/evaluation/hand-rule';
import type { Lexicon } from '@/core/evaluation/lexicon';
import { readText } from '@/core/evaluation/reading';
import { indexSource, type SourceIndex } from '@/core/evaluation/source-index';
import { type TrainedFeatures, weighClaim } from '@/core/evaluation/trained-features';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';

/** One labelled text: the claims by their features, and what the simple rules say of it (the larger, the more doubtful). */
export type Row = {
  set: string;
  family: string;
  group: string;
  isSupported: boolean;
  claims: TrainedFeatures[];
  isRefuted: boolean;
  random: number;
  novelty: number;
  handRule: number;
  handVerdict: number;
};
export type LabelledSets = { rows: Row[]; hashes: Record<string, string>; timesMs: number[] };

type Pair = { source: string; output: string; supported: boolean; group: string };
const ENDING = '.jsonl.gz';
const splitter = createWinkSplitter();

/** Reads every *.jsonl.gz of a folder. The family of a set is its name up to the first "_". Takes about ten seconds for 6,000 pairs. */
export async function readLabelledPairs(folder: string, lexicon: Lexicon): Promise<LabelledSets> {
  const result: LabelledSets = { rows: [], hashes: {}, timesMs: [] };
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(ENDING)) continue;
    const bytes = readFileSync(path.join(folder, file));
    result.hashes[file] = createHash('sha256').update(bytes).digest('hex');
    const sources = new Map<string, { source: SourceIndex; meaning: MeaningIndex }>();
    let state = 12345;
    for (const line of gunzipSync(bytes).toString('utf8').split('\n').filter(Boolean)) {
      const pair: Pair = JSON.parse(line);
      let known = sources.get(pair.source);
      if (!known) {
        const source = indexSource(await readText(pair.source, splitter));
        known = { source, meaning: indexMeaning(source, lexicon) };
        sources.set(pair.source, known);
      }
      state = (state * 1103515245 + 12345) % 2147483648;
      const set = file.slice(0, -ENDING.length);
      result.rows.push({
        set,
        family: set.split('_')[0]!,
        group: pair.group,
        isSupported: pair.supported,
        random: state / 2147483648,
        ...(await look(pair.output, known, result.timesMs)),
      });
    }
  }
  return result;
}

async function look(
  text: string,
  { source, meaning }: { source: SourceIndex; meaning: MeaningIndex },
  timesMs: number[],
) {
  const output = await readText(text, splitter);
  const extracted = extractClaims(output).claims;
  const claims =
    extracted.length > 0
      ? extracted
      : output.sentences.map((s, index) => ({ ...s, id: `s${index}`, index, text: '', kind: 'general' as const }));
  const found = { claims: [] as TrainedFeatures[], isRefuted: false, novelty: 0, handRule: 0, handVerdict: 0 };
  for (const claim of claims) {
    const started = performance.now();
    const comparison = compare(claim.tokens, source);
    const { features } = weighClaim(claim.tokens, comparison, source, meaning);
    timesMs.push(performance.now() - started);
    found.claims.push(features);
    const verdict = verdictByHandRule(claim, comparison, source);
    found.isRefuted ||= verdict.label === 'REFUTED';
    found.handVerdict = Math.max(found.handVerdict, 1 - verdict.probability);
    found.handRule = Math.max(found.handRule, riskOf(featuresOf(comparison)));
    found.novelty = Math.max(found.novelty, comparison.coverage.uncovered.length / Math.max(1, claim.tokens.length));
  }
  return found;
}
