import { proseOf } from './flaw-rules';
import type { Item, ItemContent, ItemParameters } from './item';
import { maxPointsOfContent, typeProblems } from './types/registry';

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
  return [...problems, ...typeProblems(content), ...accessibilityProblems(content)];
}

const COLOURS = 'red|green|blue|yellow|orange|purple|pink|brown|grey|gray';
const THINGS = 'lines?|box(es)?|parts?|text|arrows?|areas?|rows?|cells?|columns?|options?|words?|circles?|dots?|bars?';
const MEANING_BY_COLOUR = new RegExp(
  `\\b(${COLOURS}) (${THINGS})\\b|\\b(shown|marked|highlighted|printed|drawn|written|coloured|colored) (in )?(${COLOURS})\\b`,
  'i',
);
const FILE_NAME = /^\S+\.(png|jpe?g|gif|webp|svg|avif|mp3|ogg|wav|m4a)$/i;

/**
 * What keeps somebody from the item who cannot see or hear it (WCAG 2.2: 1.1.1 text alternatives, 1.4.1 use of colour).
 * Labels and keyboard are the renderers' part, which every item of a type shares.
 */
function accessibilityProblems(content: ItemContent): string[] {
  const problems: string[] = [];
  const options = [
    ...('options' in content ? content.options : []),
    ...('prompts' in content ? [...content.prompts, ...content.targets] : []),
  ];
  const media = [...(content.stemMedia ?? []), ...options.flatMap((option) => (option.media ? [option.media] : []))];
  if (media.some(({ alternativeText }) => alternativeText.trim() === ''))
    problems.push('A medium has no alternative text.');
  if (media.some(({ alternativeText }) => FILE_NAME.test(alternativeText.trim())))
    problems.push('An alternative text is only a file name.');
  const found = [content.stem, ...options.map(({ text }) => text)]
    .map((text) => MEANING_BY_COLOUR.exec(proseOf(text))?.[0])
    .find((phrase) => phrase !== undefined);
  if (found !== undefined) problems.push(`"${found}" rests on colour alone; name the line, the place or the shape.`);
  return problems;
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
  return item.source.kind === 'written'
    ? [...problems, ...validateContent(item.source.content), ...pointProblems(item.parameters, item.source.content)]
    : problems;
}

/** Boundaries between points that the content does not give, or gives more of. */
function pointProblems({ thresholds }: ItemParameters, content: ItemContent): string[] {
  if (thresholds === undefined || thresholds.length < 2 || typeProblems(content).length > 0) return [];
  const points = maxPointsOfContent(content);
  return points === thresholds.length
    ? []
    : [`There are ${thresholds.length} thresholds for ${points} ${points === 1 ? 'point' : 'points'}.`];
}
