import { v7 as newId } from 'uuid';
import { expect, inject, onTestFinished } from 'vitest';
import type { BankTaskOutput } from '@/protocol/bank';
import { startAssayServer } from './assay-server';
import { type Behaviour, startOpenAiDouble } from './openai-double';

/** An organisation with one author whose server speaks to a double that behaves so; `write` asks for items and waits. */
export async function anAuthorWith(...behaviours: [Behaviour, ...Behaviour[]]) {
  const double = await startOpenAiDouble(...behaviours);
  onTestFinished(() => double[Symbol.asyncDispose]());
  const assay = await startAssayServer(inject('postgresUrl'), { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' });
  onTestFinished(async () => void (await assay.stop()));
  assay.startJobs();
  const organisationId = newId();
  await assay.database.prisma.organisation.create({ data: { id: organisationId, name: 'Authors' } });
  const person = await assay.addPerson(organisationId, 'author');
  const author = await person.caller();
  type Wish = Partial<Parameters<typeof author.item.generate>[0]>;
  const done = async (taskId: string) => {
    let task: BankTaskOutput | undefined;
    await expect
      .poll(
        async () => {
          task = await author.item.getTask({ taskId });
          return task.state.status;
        },
        { timeout: 30_000 },
      )
      .toBe('completed');
    return task!.state;
  };
  const write = async (wish: Wish = {}) => {
    const plan = { skillId: 'sql', difficulty: 0, count: 1, source: '', tokenBudget: 500_000, ...wish };
    return await done((await author.item.generate(plan)).taskId);
  };
  const gatesOf = async (id: string) => {
    const item = await author.item.get({ id });
    return Object.fromEntries(item.gates.map(({ gate, result }) => [gate, result]));
  };
  return { assay, organisationId, author, write, done, gatesOf, requests: double.requests };
}
