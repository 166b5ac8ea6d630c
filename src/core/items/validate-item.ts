import type { Item, ItemContent, ItemParameters } from './item';
import { typeProblems } from './types/registry';

/** Inclusive ranges outside which a parameter is a mistake rather than an estimate (theta units; variance theta squared). */
const PARAMETER_RANGE = {
  discrimination: [0.2, 4],
  difficulty: [-5, 5],
  guessing: [0, 0.5],
  upperAsymptote: [0.5, 1],
  difficultyVariance: [0, 4],
} as const satisfies Record<Exclude<keyof ItemParameters, 'thresholds'>, readonly [number, number]>;

/** More points than this are not one item; boundaries further than this from b, or closer to each other, a mistake. */
const MOST_POINTS = 20;
const FARTHEST_THRESHOLD = 6;
const LEAST_DISTANCE = 0.01;

/** What is structurally wrong with the content of an item, as sentences; empty when nothing is. */
export function validateContent(content: ItemContent): string[] {
  const problems: string[] = [];
  if (content.stem.trim() === '') problems.push('The stem is empty.');
  if (content.explanation.trim() === '') problems.push('The explanation is empty.');
  const fences = content.stem.match(/```/g)?.length ?? 0;
  if (fences % 2 !== 0) problems.push('A code block in the stem is not closed.');
  return [...problems, ...typeProblems(content)];
}

/** What is wrong with the parameters, as sentences; empty when nothing is. */
export function validateParameters(parameters: ItemParameters): string[] {
  const problems = Object.entries(PARAMETER_RANGE).flatMap(([name, [lo, hi]]) => {
    const value = parameters[name as keyof typeof PARAMETER_RANGE];
    return Number.isFinite(value) && value >= lo && value <= hi ? [] : [`${name} is ${value}, outside ${lo} to ${hi}.`];
  });
  if (!(parameters.guessing < parameters.upperAsymptote)) {
    problems.push('The guessing parameter is not below the upper asymptote.');
  }
  return [...problems, ...validateThresholds(parameters)];
}

function validateThresholds({ thresholds, guessing, upperAsymptote }: ItemParameters): string[] {
  if (thresholds === undefined) return [];
  const problems: string[] = [];
  if (thresholds.length === 0 || thresholds.length > MOST_POINTS) {
    problems.push(`There are ${thresholds.length} thresholds instead of 1 to ${MOST_POINTS}.`);
  }
  if (thresholds.some((value) => !(Math.abs(value) <= FARTHEST_THRESHOLD))) {
    problems.push(`A threshold is not a number from -${FARTHEST_THRESHOLD} to ${FARTHEST_THRESHOLD}.`);
  }
  if (thresholds.some((value, j) => j > 0 && !(value - thresholds[j - 1]! >= LEAST_DISTANCE))) {
    problems.push(`The thresholds do not rise by at least ${LEAST_DISTANCE}.`);
  }
  if (thresholds.length > 1 && (guessing !== 0 || upperAsymptote !== 1)) {
    problems.push('An item with part scores has no asymptotes: guessing is 0 and the upper asymptote 1.');
  }
  return problems;
}

/** The structural gate every item passes before anything else looks at it. */
export function validateItem(item: Item): string[] {
  const problems = validateParameters(item.parameters);
  if (item.id.trim() === '') problems.push('The id is empty.');
  if (!Number.isInteger(item.version) || item.version < 1) problems.push('The version is not a positive whole number.');
  if (!(item.expectedTimeMs > 0)) problems.push('The expected time is not positive.');
  if (item.enemies.includes(item.id)) problems.push('The item is its own enemy.');
  return item.source.kind === 'written' ? [...problems, ...validateContent(item.source.content)] : problems;
}
