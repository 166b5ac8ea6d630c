/**
 * Trains the built-in verifier and writes src/server/evaluation/verifier-model.json: weights, calibration, what it was trained on
 * and how it does on texts it has not seen. The same data give the same weights. docs/verifier-data-card.md tells of the data.
 *
 *     npm run train:verifier [folder with *.jsonl.gz]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createLexicon } from '@/core/evaluation/lexicon';
import { fitCurve, fitWeights } from '@/core/evaluation/trained-fit';
import { doubted, errorOfCurve, errorOnNewSets, errorWithOwnLabels } from './verifier/calibration-check';
import { dataFolder } from './verifier/data-folder';
import { readLabelledPairs } from './verifier/labelled-pairs';
import { leaveOut, macro, type Result, STRENGTH, type Validation, weighted, withinSets } from './verifier/validation';

const file = (name: string) => new URL(`../src/server/evaluation/${name}`, import.meta.url);
const lexicon = createLexicon(JSON.parse(readFileSync(file('lexicon.json'), 'utf8')));
const { rows, hashes } = await readLabelledPairs(dataFolder(), lexicon);

const { weights, intercept } = fitWeights(weighted(rows), STRENGTH);
const outOfSet = leaveOut(rows, 'set');
const outOfFamily = leaveOut(rows, 'family');
const within = withinSets(rows);
const { slope, shift } = fitCurve(doubted(rows, outOfSet.doubts));

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
const shortResult = ({ auroc, balancedAccuracy }: Result) => ({
  auroc: Math.round(auroc * 1e3) / 1e3,
  balancedAccuracy: Math.round(balancedAccuracy * 1e3) / 1e3,
});
const report = (validation: Validation) => ({
  macro: shortResult(macro(rows, validation.sets)),
  sets: Object.fromEntries([...validation.sets].map(([set, result]) => [set, shortResult(result)])),
});
const model = {
  model: {
    id: 'trained-1',
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, rounded(weight)])),
    intercept: rounded(intercept),
    calibration: { slope: rounded(slope), shift: rounded(shift) },
  },
  training: {
    date: new Date().toISOString().slice(0, 10),
    method: 'logistic regression, weights at zero or above, drawn towards a prior set by hand; no random numbers',
    priorStrength: STRENGTH,
    pairs: rows.length,
    sha256: hashes,
  },
  validation: {
    note: 'Macro figures are the mean over the families of the mean over their sets. Positive is "not supported".',
    familyLeftOut: report(outOfFamily),
    setLeftOut: report(outOfSet),
    fiveFoldsWithinSet: report(within),
    calibrationError: {
      shippedCurveCrossFitted: rounded(errorOfCurve(rows, outOfSet.doubts)),
      setLeftOut: rounded(errorOnNewSets(rows, outOfSet.doubts)),
      familyLeftOutThenOwnLabels: Object.fromEntries(
        [...errorWithOwnLabels(rows, outOfFamily.doubts)].map(([name, { error }]) => [name, rounded(error)]),
      ),
    },
  },
};
writeFileSync(file('verifier-model.json'), `${JSON.stringify(model, null, 2)}\n`);
console.log(JSON.stringify(model, null, 2));
