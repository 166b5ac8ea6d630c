import { expect, test } from 'vitest';
import { ISSUE_TYPES, type Judge, SEVERITIES } from '@/core/evaluation/judge';
import { Judgement } from '@/protocol/evaluation';
import { aJudgeInput, OUTPUT, SOURCE } from '~test/support/evaluation';

const CASES = [
  ['a text with mistakes', SOURCE, OUTPUT],
  ['a copy of the source', SOURCE, SOURCE],
  ['a text about something else', SOURCE, 'Bananas contain plenty of potassium. They grow in tropical climates.'],
  ['a source without letters', '*** --- ***', OUTPUT],
  ['an output without claims', SOURCE, 'Hello! How are you?'],
  ['composed characters and emoji', 'Zu\u0308rich has 3 cafe\u0301s. 😀', 'Zürich has 4 cafés. 😀 Basel has none.'],
] as const;

/** What every judge promises, whatever it looks at. A new judge runs this beside tests of its own. */
export function judgeContract(name: string, makeJudge: () => Judge | Promise<Judge>): void {
  test.each(CASES)(`${name} answers, abstains or fails by value: %s`, async (_case, source, output) => {
    const judge = await makeJudge();
    const input = await aJudgeInput(source, output);
    const outcome = await judge.judge(input, new AbortController().signal);
    if (outcome.status === 'abstained') {
      expect(outcome.reason).not.toBe('');
      return;
    }
    if (outcome.status === 'failed') {
      expect(outcome.recovery).not.toBe('');
      return;
    }
    expect(Judgement.parse(outcome)).toEqual(outcome);
    expect(outcome.rationale).not.toBe('');
    const claims = new Set(input.claims.map((claim) => claim.id));
    expect(outcome.opinions.every((opinion) => claims.has(opinion.claimId))).toBe(true);
    for (const { type, severity, outputSpan, evidenceSpan } of outcome.issues) {
      expect(ISSUE_TYPES).toContain(type);
      expect(SEVERITIES).toContain(severity);
      if (outputSpan) expect(output.slice(outputSpan.start, outputSpan.end).trim()).not.toBe('');
      if (evidenceSpan) expect(source.slice(evidenceSpan.start, evidenceSpan.end).trim()).not.toBe('');
    }
  });

  test(`${name} stops when it is told to`, async () => {
    const judge = await makeJudge();
    const stop = new AbortController();
    const input = await aJudgeInput(SOURCE, OUTPUT);
    stop.abort(new Error('stopped'));
    await expect(judge.judge(input, stop.signal)).rejects.toThrow('stopped');
  });
}
