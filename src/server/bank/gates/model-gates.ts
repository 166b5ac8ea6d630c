import type { ItemAnswer } from '@/core/items/answer';
import { canonicalAnswer } from '@/core/items/answer';
import { type GateOutcome, notApplicable } from '@/core/items/gates/gate';
import {
  independentSolvesGate,
  SOLVES,
  type Solve,
  type StemSolve,
  withoutOptionsGate,
  withoutStemGate,
} from '@/core/items/gates/solve-gates';
import type { ItemContent, ItemOption } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import type { ItemKey, ShownItem } from '@/core/items/types/item-type';
import { parseNumber } from '@/core/items/types/parse-number';
import { checkAnswer, presentContent, scoreAnswer } from '@/core/items/types/registry';
import type { ItemSolver } from './item-solver';

const STEM_SOLVES = 3;

const named = (outcome: GateOutcome, solver: ItemSolver): GateOutcome => ({
  ...outcome,
  evidence: [...outcome.evidence, { label: 'Solver', text: solver.name }],
});

/** The words behind the ids of one order, so that answers to different orders can be compared. */
function wordsOf(shown: ShownItem): (id: string) => string {
  const options: readonly ItemOption[] =
    shown.type === 'matching' ? [...shown.prompts, ...shown.targets] : 'options' in shown ? shown.options : [];
  const byId = new Map(options.map((option) => [option.id, option.text || (option.media?.alternativeText ?? '')]));
  return (id) => byId.get(id) ?? id;
}

function wording(shown: ShownItem, answer: ItemAnswer): string {
  const words = wordsOf(shown);
  const given = canonicalAnswer(answer);
  switch (given.type) {
    case 'singleChoice':
    case 'codeReading':
      return words(given.optionId);
    case 'multipleResponse':
      return given.optionIds.map(words).sort().join(' + ');
    case 'ordering':
      return given.optionIds.map(words).join(' → ');
    case 'matching':
      return Object.entries(given.pairs)
        .map(([prompt, target]) => `${words(prompt)} = ${words(target)}`)
        .sort()
        .join('; ');
    case 'numeric':
      return given.unit ? `${given.text} ${given.unit}` : given.text;
    case 'shortText':
    case 'freeText':
      return given.text.toLowerCase();
  }
}

/** One name for answers that mean the same: a number is the same in whatever unit and writing. */
function nameOf(key: ItemKey, answer: ItemAnswer, words: string): string {
  if (key.type !== 'numeric' || answer.type !== 'numeric') return words;
  const parsed = parseNumber(answer.text);
  if ('problem' in parsed) return words;
  const factor = key.otherUnits.find(({ unit }) => unit === answer.unit)?.factor ?? 1;
  return String(Number((parsed.value * factor).toPrecision(12)));
}

/** Five solvers, each with the parts in another order; an answer the item does not take is no answer. */
export async function independentSolves(
  solver: ItemSolver,
  content: ItemContent,
  signal: AbortSignal,
): Promise<GateOutcome> {
  if (content.type === 'freeText') {
    return notApplicable(
      'independentSolves',
      'A free text is read by a panel against its rubric; there is no key to agree on.',
    );
  }
  const solves = await Promise.all(
    Array.from({ length: SOLVES }, async (_, attempt): Promise<Solve | null> => {
      const { shown, key } = presentContent(content, seededRandom(`solve:${attempt}:${content.stem}`));
      const given = await solver.solve(shown, attempt, signal);
      if (given === null) return null;
      const answer = checked(shown, given);
      if (answer === null) return null;
      const words = wording(shown, answer);
      return { answer: nameOf(key, answer, words), isKey: scoreAnswer(key, answer).correct === true, wording: words };
    }),
  );
  return named(independentSolvesGate(solves.filter((solve) => solve !== null)), solver);
}

function checked(shown: ShownItem, answer: ItemAnswer): ItemAnswer | null {
  try {
    return checkAnswer(shown, answer);
  } catch {
    return null; // an option that was not offered, a number that is none
  }
}

export async function solvesWithoutStem(
  solver: ItemSolver,
  content: ItemContent,
  signal: AbortSignal,
): Promise<GateOutcome> {
  if (content.type !== 'singleChoice' && content.type !== 'codeReading') {
    return notApplicable('withoutStem', 'There is no one option to guess.');
  }
  const solves = await Promise.all(
    Array.from({ length: SOLVES }, async (_, attempt): Promise<Solve | null> => {
      const { shown, key } = presentContent(content, seededRandom(`guess:${attempt}:${content.stem}`));
      if (!('options' in shown)) return null;
      const optionId = await solver.guess(shown.options, attempt, signal);
      const answer = optionId === null ? null : checked(shown, { type: content.type, optionId });
      if (answer === null) return null;
      const words = wording(shown, answer);
      return { answer: words, isKey: scoreAnswer(key, answer).correct === true, wording: words };
    }),
  );
  return named(
    withoutStemGate(
      solves.filter((solve) => solve !== null),
      content.options.length,
    ),
    solver,
  );
}

export async function solvesWithoutOptions(
  solver: ItemSolver,
  content: ItemContent,
  signal: AbortSignal,
): Promise<GateOutcome> {
  if (content.type !== 'singleChoice' && content.type !== 'multipleResponse' && content.type !== 'codeReading') {
    return notApplicable('withoutOptions', 'It has no options to leave out.');
  }
  const stem =
    content.type === 'codeReading' ? `${content.stem}\n\n\`\`\`\n${content.code.text}\n\`\`\`` : content.stem;
  const solves = await Promise.all(
    Array.from({ length: STEM_SOLVES }, (_, attempt) => solver.answerStem(stem, attempt, signal)),
  );
  const answered = solves.filter((solve): solve is StemSolve => solve !== null);
  return named(withoutOptionsGate(answered, STEM_SOLVES), solver);
}
