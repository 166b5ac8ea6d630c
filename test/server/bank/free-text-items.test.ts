import { expect, test } from 'vitest';
import { FREE_TEXT_ITEMS } from '@/server/bank/items/typed-texts';
import { createFreeTextPanel } from '@/server/evaluation/free-text-panel';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { createProviderLimits } from '@/server/evaluation/provider-limits';
import { splitter } from '~test/support/evaluation';

const panel = createFreeTextPanel({ splitter, judges: BUILT_IN_PANEL, limits: createProviderLimits(() => 4) });
const contents = FREE_TEXT_ITEMS.flatMap(({ source }) =>
  source.kind === 'written' && source.content.type === 'freeText' ? [source.content] : [],
);

test.each(contents.map((content) => [content.stem, content] as const))(
  'the panel without a model gives the model answer everything, the question and another answer nothing: %s',
  async (stem, content) => {
    const { rubric, modelAnswer } = content;
    const key = { type: 'freeText', rubric, modelAnswer } as const;
    const points = async (text: string) =>
      (await panel.grade({ question: stem, text, key }, new AbortController().signal)).points;
    expect(await points(modelAnswer)).toBe(rubric.reduce((sum, criterion) => sum + criterion.points, 0));
    expect(await points(stem)).toBe(0);
    for (const other of contents.filter((one) => one !== content)) expect(await points(other.modelAnswer)).toBe(0);
  },
);
