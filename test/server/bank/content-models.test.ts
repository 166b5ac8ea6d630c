import { describe, expect, test } from 'vitest';
import { findFlaws } from '@/core/items/flaw-rules';
import type { ItemContent } from '@/core/items/item';
import { instantiateContent } from '@/core/items/item-model';
import { seededRandom } from '@/core/items/random';
import {
  checkAnswer,
  ITEM_TYPES,
  keyAnswerOf,
  maxPointsOfContent,
  presentContent,
  scoreAnswer,
} from '@/core/items/types/registry';
import { validateContent } from '@/core/items/validate-item';
import { algorithmsTrace } from '@/server/bank/models/algorithms-trace';
import { CONTENT_MODELS } from '@/server/bank/registry';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { TAXONOMY } from '@/server/bank/taxonomy';

const VARIANTS = 1000;
const levels = CONTENT_MODELS.flatMap((model) =>
  model.levels.map(({ id }) => ({ name: `${model.id} ${id}`, model, level: id })),
);

describe.each(levels)('$name', ({ model, level }) => {
  const variants = Array.from({ length: VARIANTS }, (_, seed) => instantiateContent(model, level, seed));

  test('passes the structural gate and has no flaw in any variant', () => {
    for (const content of variants) {
      expect(content.type).toBe(model.type);
      expect(validateContent(content), content.stem).toEqual([]);
      expect(findFlaws(content), content.stem).toEqual([]);
      expect(content.hint).toBeTruthy();
      expect(`${content.stem} ${content.explanation}`).not.toMatch(/\b(undefined|NaN|Infinity)\b/);
    }
  });

  test('gives at least 200 different variants of 1,000 seeds, and the same for the same seed', () => {
    expect(new Set(variants.map((content) => JSON.stringify(content))).size).toBeGreaterThanOrEqual(200);
    expect(instantiateContent(model, level, 7)).toEqual(variants[7]);
  });

  test('is worth the same points in every variant, and its key earns them however it is shown', () => {
    const most = maxPointsOfContent(variants[0]!);
    for (const [seed, content] of variants.entries()) {
      const { shown, key } = presentContent(content, seededRandom(seed));
      expect(scoreAnswer(key, checkAnswer(shown, keyAnswerOf(key)))).toEqual({
        points: most,
        maxPoints: most,
        correct: true,
      });
    }
  });
});

const evaluated = (code: string): unknown => new Function(`return ${code};`)();
const variantsOf = (id: string, level: string) => {
  const model = CONTENT_MODELS.find((one) => one.id === id)!;
  return Array.from({ length: 200 }, (_, seed) => instantiateContent(model, level, seed));
};
const only = <T extends ItemContent['type']>(content: ItemContent, type: T) => {
  if (content.type !== type) throw new Error(`${content.type} is not ${type}`);
  return content as Extract<ItemContent, { type: T }>;
};

describe('computed keys agree with the real thing', () => {
  test('strings are what running the expression gives', () => {
    for (const variant of variantsOf('javascript-value', 'medium')) {
      const { stem, accepted } = only(variant, 'shortText');
      const code = /Which string does `(.*)` give\?/.exec(stem)![1]!;
      expect(accepted).toMatchObject({ texts: [evaluated(code)] });
    }
  });

  test('bitwise values are what evaluating gives', () => {
    for (const level of ['easy', 'hard'])
      for (const variant of variantsOf('logic-pairs', level)) {
        const { prompts, targets, key } = only(variant, 'matching');
        for (const { id, text } of prompts)
          expect(String(evaluated(text.replaceAll('`', '')))).toBe(
            targets.find((target) => target.id === key[id])!.text,
          );
      }
  });

  test('a line runs as often as a counter in its place says', () => {
    for (const level of ['medium', 'hard'])
      for (const variant of variantsOf('testing-executions', level)) {
        const { code, options, keyId } = only(variant, 'codeReading');
        const runs = new Function(`${code.text}\nreturn seen;`)();
        expect(options.find(({ id }) => id === keyId)!.text).toBe(String(runs));
      }
  });

  test('instants are in the order their time since the epoch has', () => {
    for (const level of ['easy', 'hard'])
      for (const variant of variantsOf('time-instants', level)) {
        const times = only(variant, 'ordering').options.map(({ text }) => Date.parse(text.replaceAll('`', '')));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times.every(Number.isFinite)).toBe(true);
      }
  });

  test('rows kept are those that the condition, read as JavaScript, keeps', () => {
    for (const level of ['easy', 'hard'])
      for (const variant of variantsOf('sql-conditions', level)) {
        const { stem, options, keyIds } = only(variant, 'multipleResponse');
        const condition = /WHERE (.*)` keep/
          .exec(stem)![1]!
          .replace(/x NOT BETWEEN (\d+) AND (\d+)/g, '!(x >= $1 && x <= $2)')
          .replace(/x BETWEEN (\d+) AND (\d+)/g, '(x >= $1 && x <= $2)')
          .replace(/x NOT IN \(([^)]*)\)/g, '![$1].includes(x)')
          .replaceAll(' AND ', ' && ')
          .replaceAll(' OR ', ' || ')
          .replaceAll('<>', '!==')
          .replace(/ = /g, ' === ')
          .replace(/NOT x > (\d+)/g, '!(x > $1)')
          .replaceAll('NOT ', '!');
        const kept = options.filter(({ text }) => new Function('x', `return ${condition};`)(Number(text)));
        expect(
          kept.map(({ id }) => id),
          condition,
        ).toEqual(keyIds);
      }
  });

  test('a transfer lasts as long as its bits take at the rate of the link', () => {
    for (const level of ['easy', 'hard'])
      for (const variant of variantsOf('networking-transfer', level)) {
        const { stem, key } = only(variant, 'numeric');
        const [, megabytes, megabits] = /file of (\d+) MB .* carries (\d+) Mbit/.exec(stem)!.map(Number);
        const [, trips = 0, ms = 0] = /, (\d+) round trips of (\d+) ms/.exec(stem)?.map(Number) ?? [];
        expect(key).toBeCloseTo((megabytes! * 8_000_000) / (megabits! * 1_000_000) + (trips * ms) / 1000, 5);
      }
  });

  test('a binary search looks at as many elements as halving allows, and ends at the one wanted', () => {
    for (const variant of variantsOf(algorithmsTrace.id, 'medium')) {
      const { stem, options } = only(variant, 'ordering');
      const wanted = Number(/looks for (\d+)/.exec(stem)![1]);
      const sorted = /```\n([\d ]+)\n```/.exec(stem)![1]!.split(' ').map(Number);
      const values = options.map(({ text }) => Number(text));
      expect(values.at(-1)).toBe(wanted);
      expect(values[0]).toBe(sorted[Math.floor((sorted.length - 1) / 2)]);
      expect(new Set(values).size).toBe(4);
    }
  });
});

test('every type but single choice has at least four hand-written items, and all but free text a model', () => {
  for (const type of Object.keys(ITEM_TYPES).filter((name) => name !== 'singleChoice')) {
    const written = SHIPPED_ITEMS.filter(({ source }) => source.kind === 'written' && source.content.type === type);
    expect(written.length, type).toBeGreaterThanOrEqual(4);
    if (type !== 'freeText')
      expect(
        CONTENT_MODELS.some((model) => model.type === type),
        type,
      ).toBe(true);
  }
});

test('every assessable skill has items of at least three types', () => {
  for (const { id } of TAXONOMY.skills.filter(({ assessable }) => assessable)) {
    const types = SHIPPED_ITEMS.filter(({ skillId }) => skillId === id).map(({ source }) => {
      if (source.kind === 'written') return source.content.type;
      return CONTENT_MODELS.find((model) => model.id === source.modelId)?.type ?? 'singleChoice';
    });
    expect(new Set(types).size, id).toBeGreaterThanOrEqual(3);
  }
});
