import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type AssayServer, CHOICE_ITEMS, startAssayServer } from '~test/support/assay-server';
import { expectWholeAssessment, expectWholeEvaluation } from '~test/support/conformance';
import { OUTPUT, SOURCE } from '~test/support/evaluation';
import { chromiumHere, servePage } from '~test/support/old-page';
import { invitedByNumber, tokenOf } from '~test/support/old-people';

const executablePath = chromiumHere();
const reason = executablePath ? '' : ' (skipped: no Chromium here)';

/** What the page's script offers; see browser/old-client.html. */
type OldClient = {
  heard: { name: string; payload: unknown }[];
  ending: { code: number; reason: string };
  done: boolean;
  takeAssessment(address: string, testId: number): void;
  evaluate(address: string, options: object, texts: object): void;
};

describe.skipIf(!executablePath)(`a page of another origin${reason}`, () => {
  let assay: AssayServer;
  let organisationId: string;
  let browser: Browser;
  let served: Awaited<ReturnType<typeof servePage>>;

  beforeAll(async () => {
    served = await servePage();
    assay = await startAssayServer(inject('postgresUrl'), { CORS_ORIGINS: `http://127.0.0.1:${served.port}` });
    assay.startJobs();
    organisationId = await assay.addOrganisation('Letters', CHOICE_ITEMS);
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await assay?.stop();
  });

  /** Opens the page under a name of this machine, lets it work, and gives what it heard. */
  async function visit(host: string, work: (page: Page) => Promise<void>): Promise<OldClient['heard']> {
    const page = await browser.newPage();
    try {
      await page.goto(`http://${host}:${served.port}/`);
      await work(page);
      await page.waitForFunction(() => (window as unknown as OldClient).done, undefined, { timeout: 30_000 });
      return await page.evaluate(() => (window as unknown as OldClient).heard);
    } finally {
      await page.close();
    }
  }

  test('takes an assessment over WebSocket from its start to its results', async () => {
    const recruiter = await assay.addPerson(organisationId, 'recruiter');
    const { token, testId } = await invitedByNumber(assay, organisationId, recruiter, { feedbackMode: 'full' });
    const address = `${assay.origin.replace('http', 'ws')}/ws/assessment?token=${token}&test_id=${testId}`;
    const heard = await visit('127.0.0.1', (page) =>
      page.evaluate(([to, id]) => (window as unknown as OldClient).takeAssessment(to, id), [address, testId] as const),
    );
    expectWholeAssessment(heard);
  });

  test('is shown 4001 by the close of a socket that has no good token, which a refused upgrade would hide', async () => {
    const address = `${assay.origin.replace('http', 'ws')}/ws/assessment?token=x.y.z`;
    let ending: unknown = null;
    await visit('127.0.0.1', async (page) => {
      await page.evaluate((to) => (window as unknown as OldClient).takeAssessment(to, 1), address);
      await page.waitForFunction(() => (window as unknown as OldClient).done);
      ending = await page.evaluate(() => (window as unknown as OldClient).ending);
    });
    expect(ending).toEqual({ code: 4001, reason: 'not_signed_in' });
  });

  const WAYS = {
    'by address /ws': { path: '/ws', options: {} },
    'by path /ws/socket.io': { path: '', options: { path: '/ws/socket.io' } },
  } as const;
  const evaluateFrom = async (host: string, way: keyof typeof WAYS = 'by path /ws/socket.io') => {
    const { path, options } = WAYS[way];
    const token = await tokenOf(assay, await assay.addPerson(organisationId, 'auditor'));
    const texts = { source_text: SOURCE, candidate_output: OUTPUT };
    const order = [`${assay.origin}${path}`, { ...options, auth: { token } }, texts] as const;
    return visit(host, (page) =>
      page.evaluate(([to, how, what]) => (window as unknown as OldClient).evaluate(to, how, what), order),
    );
  };

  test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])(
    'follows an evaluation with socket.io-client, connected %s',
    async (way) => {
      expectWholeEvaluation(await evaluateFrom('127.0.0.1', way));
    },
  );

  test('is kept out of Socket.IO when its origin is not listed', async () => {
    const heard = await evaluateFrom('localhost');
    expect(heard.map(({ name }) => name)).toEqual(['connect_error']);
  });
});
