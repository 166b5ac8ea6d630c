import { describe, expect, test } from 'vitest';
import { isDomainError } from '@/core/errors';
import { canonicalAnswer, type ItemAnswer, isSameAnswer } from '@/core/items/answer';
import type { ItemContent, ItemTypeName } from '@/core/items/item';
import { seededRandom } from '@/core/items/random';
import type { ShownItem } from '@/core/items/types/item-type';
import {
  checkAnswer,
  ITEM_TYPES,
  keyAnswerOf,
  maxPointsOf,
  maxPointsOfContent,
  presentContent,
  scoreAnswer,
  shownOnly,
} from '@/core/items/types/registry';
import { validateContent } from '@/core/items/validate-item';
import { ItemAnswerSchema, ItemContentSchema, ShownItemSchema } from '@/protocol/item';
import { TYPE_EXAMPLES } from '~test/support/item-examples';
import { someAnswer } from '~test/support/some-answer';

/** The examples of a type as seen through the union, which is how everything outside the registry sees them. */
type AnyExamples = {
  contents: readonly ItemContent[];
  otherKey(content: ItemContent): ItemContent;
  wrong(shown: ShownItem, key: ItemAnswer): ItemAnswer;
  partial: ((shown: ShownItem, key: ItemAnswer) => { answer: ItemAnswer; points: number }) | null;
  malformed: readonly { answer: ItemAnswer; code: string }[];
};
const types = Object.keys(ITEM_TYPES) as ItemTypeName[];
const examplesOf = (type: ItemTypeName) => TYPE_EXAMPLES[type] as unknown as AnyExamples;
const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);
const present = (content: ItemContent, seed: number) => presentContent(content, seededRandom(seed));
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** A type whose answers somebody reads: nothing here can say what they earn. */
const isRead = (type: ItemTypeName) => type === 'freeText';

describe.each(types)('%s', (type) => {
  const { contents, otherKey, wrong, partial, malformed } = examplesOf(type);
  const cases = contents.flatMap((content) => SEEDS.map((seed) => ({ content, ...present(content, seed) })));

  test('has examples that are sound, and of the shape the wire and the database keep', () => {
    expect(contents.length).toBeGreaterThan(0);
    for (const content of contents) {
      expect(content.type).toBe(type);
      expect(validateContent(content)).toEqual([]);
      expect(ItemContentSchema.parse(throughJson(content))).toEqual(content);
    }
  });

  test('is presented the same for the same dice', () => {
    for (const content of contents)
      for (const seed of SEEDS) expect(present(content, seed)).toEqual(present(content, seed));
  });

  test('gives the key answer all its points, and they are a whole number that no order changes', () => {
    for (const { content, shown, key } of cases) {
      const most = maxPointsOf(key);
      expect(Number.isInteger(most) && most >= 1).toBe(true);
      expect(most).toBe(maxPointsOfContent(content));
      const answer = checkAnswer(shown, keyAnswerOf(key));
      const expected = isRead(type)
        ? { points: null, maxPoints: most, correct: null }
        : { points: most, maxPoints: most, correct: true };
      expect(scoreAnswer(key, answer)).toEqual(expected);
    }
  });

  test('gives an answer that is wrong altogether nothing', () => {
    for (const { shown, key } of cases) {
      const answer = checkAnswer(shown, wrong(shown, keyAnswerOf(key)));
      expect(scoreAnswer(key, answer).points).toBe(isRead(type) ? null : 0);
    }
  });

  test('gives any answer it takes whole points between none and all', () => {
    for (const [index, { shown, key }] of cases.entries()) {
      const { points, maxPoints, correct } = scoreAnswer(
        key,
        checkAnswer(shown, someAnswer(shown, seededRandom(index))),
      );
      if (points === null) expect(correct).toBeNull();
      else {
        expect(Number.isInteger(points) && points >= 0 && points <= maxPoints).toBe(true);
        expect(correct).toBe(points === maxPoints);
      }
    }
  });

  if (partial !== null) {
    test('gives an answer that is partly right part of the points', () => {
      for (const { shown, key } of cases) {
        const { answer, points } = partial(shown, keyAnswerOf(key));
        expect(scoreAnswer(key, checkAnswer(shown, answer)).points).toBe(points);
        expect(points).toBeGreaterThan(0);
        expect(points).toBeLessThan(maxPointsOf(key));
      }
    });
  } else if (!isRead(type)) {
    test('is right or wrong: there is one point', () => {
      for (const { key } of cases) expect(maxPointsOf(key)).toBe(1);
    });
  }

  test('shows nothing of its key: another key, explanation and hint are shown no differently', () => {
    for (const content of contents) {
      const other = { ...otherKey(content), explanation: 'another', hint: null } as ItemContent;
      for (const seed of SEEDS) {
        const { shown, key } = present(content, seed);
        const changed = present(other, seed);
        expect(JSON.stringify(shown)).not.toMatch(/EXPLANATION|HINT/);
        // An ordering's key is the order of its options: only what is offered can be compared.
        if (type === 'ordering') expect(textsOf(shown)).toEqual(textsOf(changed.shown));
        else {
          expect(changed.shown).toEqual(shown);
          expect(changed.key).not.toEqual(key);
        }
      }
    }
  });

  test('shows what its wire schema names, to the field, whatever a stored one carries', () => {
    for (const { shown } of cases) {
      expect(ShownItemSchema.parse(throughJson(shown))).toEqual(shown);
      const salted = { ...shown, keyId: 'SALT', key: 'SALT', explanation: 'SALT' } as unknown as ShownItem;
      expect(shownOnly(salted)).toEqual(shown);
    }
  });

  test.each(malformed)('refuses $answer with $code', ({ answer, code }) => {
    const { shown } = present(contents[0]!, 1);
    expect(refusalOf(() => checkAnswer(shown, answer))).toBe(code);
  });

  test('refuses answers of every other type', () => {
    const { shown } = present(contents[0]!, 1);
    for (const other of types.filter((name) => name !== type)) {
      const foreign = keyAnswerOf(present(examplesOf(other).contents[0]!, 1).key);
      expect(
        refusalOf(() => checkAnswer(shown, foreign)),
        other,
      ).toBe('answer_malformed');
    }
  });

  test('keeps answers through JSON and in one form: checked twice they are the same', () => {
    for (const { shown, key } of cases.slice(0, 20)) {
      for (const answer of [keyAnswerOf(key), someAnswer(shown, seededRandom(3))]) {
        const checked = checkAnswer(shown, answer);
        expect(ItemAnswerSchema.parse(throughJson(checked))).toEqual(checked);
        expect(checkAnswer(shown, throughJson(checked))).toEqual(checked);
        expect(canonicalAnswer(checked)).toEqual(checked);
        expect(isSameAnswer(answer, checked)).toBe(true);
      }
    }
  });
});

const textsOf = (shown: ShownItem) => ('options' in shown ? shown.options.map(({ text }) => text).toSorted() : []);

function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    if (isDomainError(error)) return error.code;
    throw error;
  }
}
