import { describe, expect, test } from 'vitest';
import { type JudgeOutcomeRecord, judgePerformance } from '@/core/evaluation/judge-performance';

const answer = (runId: string, judgeId: string, score: number, rest: Partial<JudgeOutcomeRecord> = {}) =>
  ({
    runId,
    judgeId,
    name: judgeId,
    at: '2026-11-25T10:00:00.000Z',
    durationMs: 100,
    usage: null,
    outcome: 'answered',
    score,
    ...rest,
  }) as JudgeOutcomeRecord;

describe('the performance of a judge', () => {
  test('counts every asking once: answered, abstained, or failed by class', () => {
    const [judge] = judgePerformance(
      [
        answer('r1', 'a', 80),
        answer('r2', 'a', 0, { outcome: 'abstained' } as never),
        answer('r3', 'a', 0, { outcome: 'failed', class: 'timeout' } as never),
        answer('r4', 'a', 0, { outcome: 'failed', class: 'timeout' } as never),
      ],
      [],
    );
    expect(judge).toMatchObject({
      asked: 4,
      abstained: 1,
      failures: [{ class: 'timeout', count: 2 }],
      answered: { value: 0.25, n: 4 },
      score: { value: 80, n: 1, noInterval: expect.any(String) },
    });
  });

  test('takes repeats in one run for one score, and sets weeks by their Monday', () => {
    const [judge] = judgePerformance(
      [
        answer('r1', 'a', 60),
        answer('r1', 'a', 80),
        answer('r2', 'a', 90, { at: '2026-11-29T23:59:59.000Z' }),
        answer('r3', 'a', 10, { at: '2026-11-30T00:00:00.000Z' }),
      ],
      [],
    );
    expect(judge!.score).toMatchObject({ value: (70 + 90 + 10) / 3, n: 3 });
    expect(judge!.weeks.map(({ week, score }) => [week, score.value, score.n])).toEqual([
      ['2026-11-23', 80, 2],
      ['2026-11-30', 10, 1],
    ]);
  });

  test('measures its distance from the mean of the others, and not where it was alone', () => {
    const records = [answer('r1', 'a', 50), answer('r1', 'b', 70), answer('r1', 'c', 90), answer('r2', 'a', 5)];
    const [a] = judgePerformance(records, []);
    expect(a!.distance).toMatchObject({ value: 30, n: 1 });
    expect(judgePerformance([answer('r2', 'a', 5)], [])[0]!.distance).toMatchObject({ value: null, n: 0 });
  });

  test('is held against people only from five labelled runs on', () => {
    const records = Array.from({ length: 6 }, (_, i) => answer(`r${i}`, 'a', 50 + i));
    const labels = (n: number) => Array.from({ length: n }, (_, i) => ({ runId: `r${i}`, score: 40 }));
    expect(judgePerformance(records, labels(4))[0]!.bias).toEqual({
      value: null,
      n: 4,
      reason: '4 labelled runs; 5 are needed',
    });
    const [judge] = judgePerformance(records, [...labels(6), { runId: 'r0', score: 60 }]);
    // r0 was labelled twice: 40 and 60 are 50, where the judge was right.
    expect(judge!.bias).toMatchObject({ value: (0 + 11 + 12 + 13 + 14 + 15) / 6, n: 6, interval: expect.anything() });
    expect(judge!.error.value).toBeCloseTo(judge!.bias.value!, 12);
  });

  test('the cost is unknown as soon as one price is', () => {
    const usage = { inputTokens: 10, outputTokens: 5, requests: 1, cost: 2 };
    const [judge] = judgePerformance(
      [answer('r1', 'a', 1, { usage }), answer('r2', 'a', 1, { usage: { ...usage, cost: null } })],
      [],
    );
    expect(judge!.spent).toMatchObject({ inputTokens: 20, outputTokens: 10, requests: 2, cost: null });
  });
});
