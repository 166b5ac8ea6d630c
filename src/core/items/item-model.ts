import type { ContentOf, ItemContent, ItemTypeName } from './item';
import { presentationOrder } from './presentation-order';
import { type Random, seededRandom } from './random';

/** A wrong option and the name of the mistake that leads to it. */
export type Distractor = { readonly text: string; readonly misconception: string };

/** One variant as its model makes it: the key first, no order and no ids yet. */
export type Variant = {
  readonly stem: string;
  readonly key: string;
  /** Exactly three. */
  readonly distractors: readonly Distractor[];
  readonly explanation: string;
  readonly hint: string | null;
};

export type ItemModelLevel = {
  readonly id: string;
  /** Guess of b on the ability scale, made before anyone has answered. */
  readonly difficulty: number;
  readonly expectedTimeMs: number;
};

/**
 * A program that makes items. Each seed gives another variant, and the key is computed, so it cannot be wrong by a slip
 * of the pen and a leaked variant is worth little.
 *
 * To add one: write a file in `src/server/bank/models`, list it in `registry.ts`, and the contract test in
 * `test/server/bank/models.test.ts` runs over it unasked. A complete model:
 *
 * ```ts
 * export const remainderModel: ItemModel = {
 *   id: 'arithmetic-remainder', version: 1, skillId: 'algorithms', title: 'Remainder of a division',
 *   levels: [{ id: 'easy', difficulty: -1, expectedTimeMs: 30_000 }],
 *   generate: (random) => {
 *     const place = drawKeyPlace(random);          // numeric options are shown sorted: decide the key's place first
 *     return untilMade(() => {
 *       const [n, m] = [random.int(20, 99), random.int(4, 9)];
 *       const key = n % m;                         // computed, not typed
 *       const slips = [{ value: Math.floor(n / m), misconception: 'gives the quotient' }];
 *       const distractors = numericDistractors(key, slips, place);
 *       if (!distractors) return null;             // these numbers do not work: draw others
 *       return { stem: `What is the value of \`${n} % ${m}\`?`, key: String(key), distractors,
 *                explanation: `${m} goes ${Math.floor(n / m)} times into ${n}.`, hint: null };
 *     });
 *   },
 * };
 * ```
 *
 * Raise `version` whenever the same seed would give another variant: stored presentations name the version they used.
 */
export type ItemModel = {
  readonly id: string;
  readonly version: number;
  readonly skillId: string;
  readonly title: string;
  readonly levels: readonly ItemModelLevel[];
  generate(random: Random, level: string): Variant;
};

/**
 * A program that makes items of another type than single choice, whose content has no key and distractors to order: it
 * gives the whole content, key computed. Its variants of one level are all worth the same points.
 */
export type ContentModel = Pick<ItemModel, 'id' | 'version' | 'skillId' | 'title' | 'levels'> & {
  readonly type: Exclude<ItemTypeName, 'singleChoice'>;
  make(random: Random, level: string): ItemContent;
};

/** The variant of a seed. Same model version, level and seed: same content, to the letter. */
export function instantiateContent(model: ContentModel, level: string, seed: string | number): ItemContent {
  if (!model.levels.some(({ id }) => id === level))
    throw new Error(`The item model ${model.id} has no level ${level}.`);
  return model.make(seededRandom(`${model.id}@${model.version}/${level}/${seed}`), level);
}

const ATTEMPTS = 2000;

/** Calls `attempt` until it gives something. Meant for models; giving up is a bug of the model and throws. */
export function untilMade<T>(attempt: () => T | null): T {
  for (let i = 0; i < ATTEMPTS; i++) {
    const made = attempt();
    if (made !== null) return made;
  }
  throw new Error(`No variant in ${ATTEMPTS} attempts.`);
}

const OPTION_IDS = ['a', 'b', 'c', 'd'];

/** How option texts are compared: white space and case do not make two options different, except inside code. */
export function foldOption(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  return trimmed.includes('`') ? trimmed : trimmed.toLowerCase();
}

/**
 * The variant of a seed, in the order it is shown; option ids tell the place and nothing else. Same model version, level
 * and seed: same content, to the letter.
 * @throws Error when the level is unknown or the model breaks its promise of four different options (bugs, not refusals).
 */
export function instantiate(model: ItemModel, level: string, seed: string | number): ContentOf<'singleChoice'> {
  if (!model.levels.some(({ id }) => id === level))
    throw new Error(`The item model ${model.id} has no level ${level}.`);
  const origin = `${model.id}@${model.version}/${level}/${seed}`;
  const variant = model.generate(seededRandom(origin), level);
  const texts = [variant.key, ...variant.distractors.map(({ text }) => text)];
  if (texts.length !== 4 || new Set(texts.map(foldOption)).size !== 4) {
    throw new Error(`${origin} does not have four different options: ${texts.join(' | ')}`);
  }
  const unordered = texts.map((text, index) => ({ id: String(index), text }));
  const ordered = presentationOrder({ options: unordered }, seededRandom(`${origin}/order`));
  return {
    type: 'singleChoice',
    stem: variant.stem,
    options: ordered.map(({ text }, place) => ({ id: OPTION_IDS[place]!, text })),
    keyId: OPTION_IDS[ordered.findIndex(({ id }) => id === '0')]!,
    explanation: variant.explanation,
    hint: variant.hint,
  };
}
