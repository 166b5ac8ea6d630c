import { compare } from '@/core/evaluation/comparison';
import { indexMeaning, type MeaningIndex } from '@/core/evaluation/features-meaning';
import { createLexicon } from '@/core/evaluation/lexicon';
import type { SourceIndex } from '@/core/evaluation/source-index';
import type { TrainedModel } from '@/core/evaluation/trained-model';
import { verdictByModel } from '@/core/evaluation/trained-verdict';
import type { Verifier } from '@/core/evaluation/verifier';
import lexiconData from './lexicon.json' with { type: 'json' };
import modelData from './verifier-model.json' with { type: 'json' };

const MODEL: TrainedModel = modelData.model;
/** English words by meaning, unpacked when the module is loaded. */
export const lexicon = createLexicon(lexiconData);
/** One index a source, for as long as somebody holds the source. */
const indexes = new WeakMap<SourceIndex, MeaningIndex>();

/** The built-in verifier with fitted weights: no key, no network. A claim against 2,000 words takes a few milliseconds. */
export const trainedVerifier: Verifier = {
  id: MODEL.id,
  name: 'Built-in model',
  async verify(claim, { source }, signal) {
    signal.throwIfAborted();
    let meaning = indexes.get(source);
    if (!meaning) {
      meaning = indexMeaning(source, lexicon);
      indexes.set(source, meaning);
    }
    return verdictByModel(claim, compare(claim.tokens, source), source, meaning, MODEL);
  },
};
