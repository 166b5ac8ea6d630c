import { expect, test } from 'vitest';
import { WRITABLE_TYPES } from '@/core/items/bank-task';
import { isWriting, WRITTEN_OF, writesAndSolves } from '~test/support/item-writing-double';
import { anAuthorWith } from '~test/support/writing-author';

test.each(WRITABLE_TYPES)(
  'an item of type %s is written, and its key confirmed by solvers who are not told it',
  async (type) => {
    const { sound, solve } = WRITTEN_OF[type];
    const { author, write, gatesOf, requests } = await anAuthorWith(writesAndSolves([sound], solve));
    const { drafted, refused } = await write({ type });
    expect(refused).toEqual([]);
    const { itemId } = drafted[0]!;
    expect((await author.item.get({ id: itemId })).shown).toMatchObject({ status: 'review', content: { type } });
    const gates = await gatesOf(itemId);
    expect(gates).toMatchObject({ schema: 'passed', oneKey: 'passed', flaws: 'passed', independentSolves: 'passed' });
    expect(Object.values(gates)).not.toContain('failed');
    const asked = requests.filter((request) => !isWriting(request));
    expect(asked.length).toBeGreaterThanOrEqual(5);
    for (const { messages } of asked) {
      const words = JSON.stringify(messages);
      expect(words).not.toContain('SECRET');
      expect(words).not.toMatch(/DISTINCT|tolerance|0\.01/);
    }
    const { earlier } = await author.item.getGeneration();
    expect(earlier.map((each) => each.type)).toEqual([type]);
  },
);

test.each(WRITABLE_TYPES)(
  'a wrong key of type %s is contradicted by the solves, and cannot be accepted',
  async (type) => {
    const { wrong, solve } = WRITTEN_OF[type];
    const { author, write } = await anAuthorWith(writesAndSolves([wrong], solve));
    const { drafted, checked } = await write({ type });
    const id = drafted[0]!.itemId;
    expect(checked).toEqual([{ itemId: id, version: 1, outcome: 'failed' }]);
    const { gates } = await author.item.get({ id });
    expect(gates.find(({ gate }) => gate === 'independentSolves')).toMatchObject({
      result: 'failed',
      summary: '0 of 5 solvers reached the key, but 5 agree on another answer.',
      evidence: [{ label: '5×' }, { label: 'Solver' }],
    });
    const accepting = author.item.accept({
      id,
      version: 1,
      status: 'pilot',
      reason: 'I trust it.',
      overrule: ['independentSolves'],
    });
    await expect(accepting).rejects.toMatchObject({ cause: { code: 'gates_not_passed' } });
  },
);

test('what is refused twice leaves no item behind, and the next place is written', async () => {
  const { sound, solve } = WRITTEN_OF.numeric;
  const negative = { ...sound, tolerance: { kind: 'absolute', value: -1 } };
  const { author, write } = await anAuthorWith(writesAndSolves([negative, negative, sound], solve));
  const before = (await author.item.list({})).total;
  const { drafted, refused } = await write({ type: 'numeric', count: 2 });
  expect(refused).toEqual([{ place: 0, problems: [expect.stringContaining('The tolerance is not 0 or more.')] }]);
  expect(drafted.map(({ place }) => place)).toEqual([1]);
  expect((await author.item.list({})).total).toBe(before + 1);
});

test('a task queued before types could be chosen writes single choice', async () => {
  const { sound, solve } = WRITTEN_OF.singleChoice;
  const { assay, organisationId, author, done } = await anAuthorWith(writesAndSolves([sound], solve));
  const { userId } = (await assay.database.prisma.membership.findFirst({ where: { organisationId } }))!;
  const plan = {
    kind: 'generation',
    skillId: 'sql',
    difficulty: 0,
    count: 1,
    source: '',
    tokenBudget: 500_000,
  } as const;
  const { drafted } = await done(await assay.services.bankTasks.queue(organisationId, userId, plan));
  expect((await author.item.get({ id: drafted[0]!.itemId })).shown.content).toMatchObject({ type: 'singleChoice' });
  expect((await author.item.getGeneration()).earlier[0]).toMatchObject({ type: 'singleChoice' });
});

test('a type no model is asked for is refused at the door', async () => {
  const { author } = await anAuthorWith(writesAndSolves(['{}'], /x/));
  const wish = {
    skillId: 'sql',
    difficulty: 0,
    count: 1,
    source: '',
    tokenBudget: 10_000,
    type: 'freeText' as 'numeric',
  };
  await expect(author.item.generate(wish)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
