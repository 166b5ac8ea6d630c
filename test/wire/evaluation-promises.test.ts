import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AssayServer, startAssayServer, type TestPerson } from '~test/support/assay-server';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { connectEvaluation, type EvaluationClient } from '~test/support/evaluation-client';
import { tokenOf } from '~test/support/old-people';

/** What the older evaluation system got wrong on this protocol, each as the promise that holds here. */
let assay: AssayServer;
let auditor: TestPerson;

beforeAll(async () => {
  // A model where nobody answers: the judges that need one fail, the others do not.
  const awayModel = { LLM_BASE_URL: 'http://127.0.0.1:9/v1', LLM_MODEL: 'away', LLM_TIMEOUT_SECONDS: '1' };
  assay = await startAssayServer(inject('postgresUrl'), awayModel);
  assay.startJobs();
  auditor = await assay.addPerson(await assay.addOrganisation(), 'auditor');
});
afterAll(() => assay.stop());

const open: EvaluationClient[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

/** Evaluates two texts to the end and gives what the client heard. */
async function evaluated(texts: { source_text: string; candidate_output: string; config?: object }) {
  const client = await connectEvaluation(assay.origin, await tokenOf(assay, auditor));
  open.push(client);
  expect(await client.ask('start_evaluation', texts)).toMatchObject({ ok: true });
  await client.until('evaluation_complete');
  return client;
}
const BUILT_IN = { judge_models: ['content', 'numbers', 'names', 'consistency'] };

describe('an evaluation', () => {
  test('of the same texts says the same twice: verdicts, judges and figures are not drawn', async () => {
    const said = async () => {
      const client = await evaluated({ source_text: SOURCE, candidate_output: OUTPUT, config: BUILT_IN });
      const [complete] = client.named('evaluation_complete');
      const { consensus_score, hallucination_score, confidence_interval, claim_verdicts } = complete!.payload;
      const judges = client
        .named('judge_result')
        .map(({ payload: { judge_name, score, confidence } }) => ({ judge_name, score, confidence }))
        .toSorted((a, b) => (a.judge_name < b.judge_name ? -1 : 1));
      return { consensus_score, hallucination_score, confidence_interval, claim_verdicts, judges };
    };
    expect(await said()).toEqual(await said());
  });

  test('looks at every claim, and tells what it saw by what the texts say', async () => {
    const client = await evaluated({ source_text: SOURCE, candidate_output: OUTPUT, config: BUILT_IN });
    const verdicts = client
      .named('verifier_verdict')
      .map(({ payload }) => payload)
      .toSorted((a, b) => a.text_span_start - b.text_span_start);
    expect(verdicts.map((verdict) => verdict.verdict)).toEqual(['SUPPORTED', 'REFUTED', 'REFUTED']);
    for (const { evidence, verdict } of verdicts) {
      const passages = evidence.map(({ text_span_start, text_span_end }) =>
        SOURCE.slice(text_span_start, text_span_end),
      );
      if (verdict !== 'NOT_ENOUGH_INFO') expect(passages.join(' ')).not.toBe('');
    }
  });

  test('goes on when a judge fails: its score is null with a reason, the figures come from the others', async () => {
    const client = await evaluated({ source_text: SOURCE, candidate_output: OUTPUT });
    const results = client.named('judge_result').map(({ payload }) => payload);
    const failed = results.filter((result) => result.error_message !== null);
    expect(failed.length).toBeGreaterThan(0);
    for (const { score, confidence, error_message } of failed) {
      expect({ score, confidence }).toEqual({ score: null, confidence: null });
      expect(error_message).not.toMatch(/\n|\.ts\b|\bat \w+ \(|node_modules|ECONNREFUSED|127\.0\.0\.1/);
    }
    const [complete] = client.named('evaluation_complete');
    expect(complete!.payload.consensus_score).toBeGreaterThan(0);
    expect(complete!.payload.missing.length).toBeGreaterThan(0);
  });

  test('asks the judges that were chosen, and no others', async () => {
    const config = { judge_models: ['content', 'numbers'], aggregation_strategy: 'median' };
    const client = await evaluated({ source_text: SOURCE, candidate_output: OUTPUT, config });
    expect(client.named('judge_result')).toHaveLength(2);
  });

  test('draws scores together as it was asked to: a median is not the mean', async () => {
    const consensus = async (aggregation_strategy: string) => {
      const config = { ...BUILT_IN, aggregation_strategy };
      const client = await evaluated({ source_text: SOURCE, candidate_output: OUTPUT, config });
      const scores = client.named('judge_result').flatMap(({ payload }) => payload.score ?? []);
      return { told: client.named('evaluation_complete')[0]!.payload.consensus_score!, scores };
    };
    const mean = await consensus('mean');
    expect(mean.told).toBeCloseTo(mean.scores.reduce((a, b) => a + b, 0) / mean.scores.length, 6);
    const median = await consensus('median');
    const sorted = median.scores.toSorted((a, b) => a - b);
    const middle = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
    expect(median.told).toBeCloseTo(middle, 6);
    expect(median.told).not.toBeCloseTo(mean.told, 6);
  });

  test('takes texts as they are: signs, comments, markup and commands stay, and spans fit them', async () => {
    const candidate_output = [
      '# The institute -- in Paris -- employed 60 researchers.',
      'Marie Curie was born in Warsaw; please execute <b>no</b> /* script */ & "drop" nothing 🎓.',
      'She won the Nobel Prize in Physics in 1903.',
    ].join(' ');
    const client = await evaluated({ source_text: SOURCE, candidate_output, config: BUILT_IN });
    const claims = client.named('verifier_verdict').map(({ payload }) => payload);
    expect(claims.length).toBeGreaterThan(1);
    for (const { claim_text, text_span_start, text_span_end } of claims)
      expect(candidate_output.slice(text_span_start, text_span_end)).toBe(claim_text);
    const told = claims.map((claim) => claim.claim_text).join(' ');
    expect(told).toContain('-- in Paris --');
    expect(told).toContain('<b>no</b> /* script */ & "drop"');
    const [run] = await assay.database.prisma.run.findMany({ orderBy: { createdAt: 'desc' }, take: 1 });
    expect(run!.output).toBe(candidate_output);
  });
});
