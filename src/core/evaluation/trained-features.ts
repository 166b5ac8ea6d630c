import type { Comparison } from './comparison';
import { halfKnownName, hedgeLost, orderChanged, restrictorAdded, strayFigure, wordsApart } from './features-context';
import { type MeaningIndex, unlikenessOf } from './features-meaning';
import { type Clash, insertedNegation, oppositeInContext, oppositeNearby } from './features-polarity';
import type { Token } from './reading';
import { retrieve } from './retrieval';
import type { SourceIndex } from './source-index';

/** What the trained verifier weighs, each from 0 (fits) to 1 (does not): the more, the less the source carries the claim. */
export const TRAINED_FEATURES = [
  'unlikeSource',
  'unlikeNearby',
  'numberMissing',
  'numberClash',
  'strayFigure',
  'nameMissing',
  'halfKnownName',
  'negationMismatch',
  'negationInserted',
  'oppositeNearby',
  'oppositeInContext',
  'restrictorAdded',
  'hedgeLost',
  'wordsApart',
  'orderChanged',
] as const;

export type TrainedFeature = (typeof TRAINED_FEATURES)[number];
export type TrainedFeatures = Readonly<Record<TrainedFeature, number>>;

/** The features of a claim with what was found on the way, for the reasons: clashes, and words with no like in the source. */
export type WeighedClaim = {
  features: TrainedFeatures;
  negation: Clash | null;
  opposite: Clash | null;
  unlikeWords: readonly Token[];
};

/** The claim is held against its best two sentences and the best two by BM25; what surrounds those is near. */
const RETRIEVED = 2;

export function weighClaim(
  tokens: readonly Token[],
  comparison: Comparison,
  source: SourceIndex,
  meaning: MeaningIndex,
): WeighedClaim {
  const { coverage, quantities, names, polarity } = comparison;
  const best = coverage.aligned[0];
  const held = new Set([
    ...coverage.aligned.map(({ sentence }) => sentence),
    ...retrieve(tokens, source, RETRIEVED).map(({ sentence }) => sentence),
  ]);
  const near = new Set([...held].flatMap((sentence) => [sentence - 1, sentence, sentence + 1]));
  const nearTokens = [...near].flatMap((sentence) => source.sentences[sentence]?.tokens ?? []);
  const nearest = best ? source.sentences[best.sentence]!.tokens : [];
  const share = best?.coverage ?? 0;

  const unlike = unlikenessOf(tokens, near, source, meaning);
  const negation = insertedNegation(tokens, held, source);
  const nearby = oppositeNearby(tokens, held, source, meaning);
  const inContext = oppositeInContext(tokens, source, meaning);
  const isClash = (code: string) => polarity.some(({ reason }) => reason?.code === code);
  const flag = (holds: boolean) => (holds ? 1 : 0);
  return {
    negation,
    opposite: nearby ?? inContext,
    unlikeWords: unlike.words,
    features: {
      unlikeSource: unlike.anywhere,
      unlikeNearby: unlike.nearby,
      numberMissing: flag(quantities.some(({ outcome }) => outcome !== 'matched')),
      numberClash: flag(quantities.some(({ outcome }) => outcome === 'clashing')),
      strayFigure: strayFigure(tokens, quantities, source),
      nameMissing: flag(names.some(({ outcome }) => outcome !== 'matched')),
      halfKnownName: halfKnownName(tokens, names, source),
      negationMismatch: flag(isClash('negation')),
      negationInserted: flag(negation !== null),
      oppositeNearby: flag(nearby !== null || isClash('antonym')),
      oppositeInContext: flag(inContext !== null),
      restrictorAdded: flag(restrictorAdded(tokens, nearTokens)),
      hedgeLost: hedgeLost(tokens, nearest) ? share : 0,
      wordsApart: wordsApart(tokens, source),
      orderChanged: share * orderChanged(tokens, nearest),
    },
  };
}
