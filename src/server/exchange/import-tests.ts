import type { ImportTest } from '@/protocol/exchange';
import type { PlannedItem } from './import-plan';
import { PROBLEMS, type Problem } from './problem';
import type { TestReading } from './test-reading';

/** What a test says, in the light of what becomes of the items it names. */
export function describeTest(test: TestReading, planned: readonly PlannedItem[]): ImportTest {
  if (test.outcome === 'refused') return { outcome: 'refused', problem: placed(test.problem) };
  const { at, title, isOwn, timeLimitMs, length, unlisted } = test;
  const named = new Set(test.sections.flatMap(({ itemIds }) => itemIds));
  const skills = new Map<string, number>();
  let refused = test.unread;
  for (const { row, skillId } of planned) {
    if (row.itemId === null || !named.has(row.itemId)) continue;
    if (row.outcome === 'refused') refused += 1;
    else if (skillId !== null) skills.set(skillId, (skills.get(skillId) ?? 0) + 1);
  }
  return {
    outcome: 'read',
    path: at.path,
    title,
    isOwn,
    items: named.size + test.unread,
    refused,
    sections: test.sections.map(({ itemIds, ...section }) => ({ ...section, items: itemIds.length })),
    skills: [...skills]
      .map(([skillId, items]) => ({ skillId, items }))
      .sort((left, right) => right.items - left.items || left.skillId.localeCompare(right.skillId)),
    length,
    timeLimitMs,
    problems: test.problems.map(placed),
    notKept: test.notKept.map(({ text, at: { line, path } }) => ({ text, line, path })),
    unlisted,
  };
}

function placed({ code, detail, at: { line, path } }: Problem) {
  return { code, sentence: PROBLEMS[code], detail, line, path };
}
