import { findFlaws } from '../flaw-rules';
import type { Item, ItemContent, ItemOption } from '../item';
import { foldOption } from '../item-model';
import { seededRandom } from '../random';
import { checkAnswer, keyAnswerOf, presentContent, scoreAnswer } from '../types/registry';
import { validateContent, validateParameters } from '../validate-item';
import { type Evidence, type GateOutcome, notRun } from './gate';

/** What a gate looks at: one written content, or a sample of the variants a family's model makes, each with its seed. */
export type Sample = readonly { readonly seed: string; readonly content: ItemContent }[];

/** At most one flaw an item: the split between acceptable and not that Moore et al. (2023) use. */
const MOST_FLAWS = 1;
const SHOWN_LINES = 12;

const variants = (sample: Sample) => (sample.length === 1 ? 'The item' : `Each of ${sample.length} variants`);
const where = (sample: Sample, seed: string) => (sample.length === 1 ? 'Item' : `Variant ${seed}`);

/** Structure: nothing is missing, doubled or left open, and the parameters are estimates, not mistakes. */
export function schemaGate(item: Pick<Item, 'parameters' | 'expectedTimeMs'>, sample: Sample): GateOutcome {
  const evidence: Evidence[] = [
    ...validateParameters(item.parameters).map((text) => ({ label: 'Parameters', text })),
    ...(item.expectedTimeMs > 0 ? [] : [{ label: 'Time', text: 'The expected time is not positive.' }]),
    ...sample.flatMap(({ seed, content }) =>
      validateContent(content).map((text) => ({ label: where(sample, seed), text })),
    ),
  ];
  return evidence.length === 0
    ? { gate: 'schema', result: 'passed', summary: `${variants(sample)} is complete and well formed.`, evidence: [] }
    : {
        gate: 'schema',
        result: 'failed',
        summary: `${evidence.length === 1 ? 'One thing is' : `${evidence.length} things are`} missing or malformed.`,
        evidence: evidence.slice(0, SHOWN_LINES),
      };
}

/** Why a content does not have exactly one right answer by its own type's rule, as sentences; empty when it has. */
export function keyProblems(content: ItemContent): string[] {
  const ids = (options: readonly ItemOption[]) => options.map(({ id }) => id);
  const repeated = (names: readonly string[]) => new Set(names).size !== names.length;
  switch (content.type) {
    case 'singleChoice':
    case 'codeReading': {
      const keys = content.options.filter(({ id }) => id === content.keyId).length;
      return keys === 1 ? [] : [`${keys} options are the key.`];
    }
    case 'multipleResponse': {
      const unknown = content.keyIds.filter((id) => !ids(content.options).includes(id));
      if (unknown.length > 0) return [`${unknown.length} keys are not among the options.`];
      return content.keyIds.length > 0 && !repeated(content.keyIds)
        ? []
        : ['The set of keys is empty or names one twice.'];
    }
    case 'numeric':
      return Number.isFinite(content.key) && content.tolerance.value >= 0
        ? []
        : ['The key is not a number with a tolerance.'];
    case 'ordering': {
      const words = content.options.map(({ text, media }) => `${foldOption(text)} ${media?.mediaId ?? ''}`);
      return repeated(words) ? ['Two steps say the same, so more than one order is right.'] : [];
    }
    case 'matching': {
      const open = content.prompts.filter(({ id }) => !ids(content.targets).includes(content.key[id] ?? ''));
      return open.length === 0 ? [] : [`${open.length} prompts have no target of the list.`];
    }
    case 'shortText':
      return content.accepted.kind === 'pattern' || content.accepted.texts.length > 0 ? [] : ['No text is accepted.'];
    case 'freeText':
      return content.rubric.length > 0 && content.rubric.every(({ points }) => points > 0)
        ? []
        : ['The rubric gives no points.'];
  }
}

/** One right answer, and giving it earns full points: the scorer is asked, not only the author. */
export function oneKeyGate(sample: Sample): GateOutcome {
  const evidence = sample.flatMap(({ seed, content }) =>
    [...keyProblems(content), ...keyIsScored(content, seed)].map((text) => ({ label: where(sample, seed), text })),
  );
  return evidence.length === 0
    ? { gate: 'oneKey', result: 'passed', summary: `${variants(sample)} has exactly one key.`, evidence: [] }
    : {
        gate: 'oneKey',
        result: 'failed',
        summary: 'Not exactly one answer is right.',
        evidence: evidence.slice(0, SHOWN_LINES),
      };
}

function keyIsScored(content: ItemContent, seed: string): string[] {
  if (keyProblems(content).length > 0) return [];
  const { shown, key } = presentContent(content, seededRandom(seed));
  const { points, maxPoints } = scoreAnswer(key, checkAnswer(shown, keyAnswerOf(key)));
  return points === null || points === maxPoints ? [] : [`The key itself earns ${points} of ${maxPoints} points.`];
}

/** The twelve flaw rules; a family is as bad as its worst variant. */
export function flawGate(sample: Sample): GateOutcome {
  const found = sample.map(({ seed, content }) => ({ seed, content, flaws: findFlaws(content) }));
  const worst = Math.max(0, ...found.map(({ flaws }) => flaws.length));
  const evidence = found.flatMap(({ seed, flaws }) =>
    flaws.map(({ rule, message }) => ({
      label: sample.length === 1 ? rule : `${rule}, variant ${seed}`,
      text: message,
    })),
  );
  const counted =
    worst === 0 ? 'No flaw' : worst === 1 ? 'One flaw' : `${worst} flaws${sample.length > 1 ? ' in one variant' : ''}`;
  return {
    gate: 'flaws',
    result: worst <= MOST_FLAWS ? 'passed' : 'failed',
    summary: `${counted} by the twelve rules${sample.length > 1 ? ` over ${sample.length} variants` : ''}.`,
    evidence: evidence.slice(0, SHOWN_LINES),
  };
}

/**
 * A source that supports the key: what it is called, the words that support it, where it is. `foundInSource` says whether the
 * quote stood in the source when both were at hand; absent when nobody compared them.
 */
export type Citation = {
  readonly title: string;
  readonly quote: string;
  readonly url: string | null;
  readonly foundInSource?: boolean;
};

/**
 * A source is named and quoted; where the quote was compared with the source, it stands in it. A family's key is computed by
 * a program, which is its ground.
 */
export function groundingGate(citations: readonly Citation[], isComputed: boolean): GateOutcome {
  if (isComputed) {
    return {
      gate: 'grounding',
      result: 'passed',
      summary: 'A program computes the key of every variant.',
      evidence: [],
    };
  }
  const quoted = citations.filter(({ title, quote }) => title.trim() !== '' && quote.trim() !== '');
  if (quoted.length === 0) return notRun('grounding', 'No source was cited for the key.');
  const evidence = quoted.map(({ title, quote, url }) => ({
    label: title,
    text: url ? `“${quote}” (${url})` : `“${quote}”`,
  }));
  if (quoted.some(({ foundInSource }) => foundInSource === false)) {
    return { gate: 'grounding', result: 'failed', summary: 'A quote does not stand in the source it names.', evidence };
  }
  const checked = quoted.every(({ foundInSource }) => foundInSource)
    ? 'found in the source'
    : 'named by its author; nobody compared it with the source';
  return {
    gate: 'grounding',
    result: 'passed',
    summary: `${quoted.length === 1 ? 'One quote' : `${quoted.length} quotes`}, ${checked}.`,
    evidence,
  };
}
