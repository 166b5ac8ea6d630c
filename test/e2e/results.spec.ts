import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { checkAccessibility, expect, screenshot, signIn, test } from './support/fixtures';
import { call, takeAssessment } from './support/scripted-people';

/** Groups below ten people are named without figures. */
const EACH = 10;
const SHORTLISTED = { woman: 3, man: 8 };

test('a recruiter compares candidates by plain rules, reads one report, and sees selection by group', async ({
  page,
  playwright,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'recruiter');
  const mark = Date.now();
  const title = 'Support engineer';
  const nodes = [
    { skillId: 'sql', name: 'SQL', priority: 'H' },
    { skillId: 'http', name: 'HTTP', priority: 'M' },
  ];
  const { id } = await call<{ id: string }>(page.request, 'assessment.create', {
    title,
    jobDescription: '',
    graph: { nodes, edges: [] },
    rules: {
      timeLimitMs: 30 * 60_000,
      minItems: 7,
      maxItems: 7,
      feedbackMode: 'none',
      ruleSet: 'plain',
      plainBudgets: { H: 4, M: 3, L: 1 },
    },
    opensAt: null,
    closesAt: null,
  });
  await call(page.request, 'assessment.publish', { id });

  await page.goto(`/assessments/${id}/results`);
  await expect(page.getByText('No result yet')).toBeVisible();

  const sessions: string[] = [];
  for (const gender of ['woman', 'man'] as const) {
    for (let number = 1; number <= EACH; number += 1) {
      const candidate = await playwright.request.newContext({ baseURL: baseURL! });
      const name = `${gender === 'woman' ? 'Ada' : 'Ben'} ${number}`;
      const taken = await takeAssessment(page, candidate, {
        assessmentId: id,
        name,
        seed: `${gender}${number}-${mark}`,
      });
      sessions.push(taken.sessionId);
      await call(candidate, 'session.answerDemographics', { sessionId: taken.sessionId, answers: { gender } });
      const { applicationId } = taken;
      if (number <= SHORTLISTED[gender]) {
        await call(page.request, 'assessment.shortlist', { applicationId, isShortlisted: true });
      }
      await candidate.dispose();
    }
  }

  await test.step('the ranking ties those whom the results cannot tell apart, and goes out as files', async () => {
    await page.reload();
    const ranking = page
      .locator('section, div')
      .filter({ has: page.getByRole('heading', { name: 'Ranking with ties' }) });
    await expect(ranking.getByRole('link', { name: /^Report on (Ada|Ben) \d+$/ }).first()).toBeVisible();
    await expect(page.getByText(/a tie of \d+/).first()).toBeVisible();
    await expect(page.getByText('Standard error of measurement')).toBeVisible();
    await checkAccessibility(page);
    await screenshot(page, 'recruiter-results');
    const download = async (name: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name }).or(page.getByRole('button', { name })).click(),
      ]);
      return readFileSync(await file.path(), 'utf8');
    };
    const rows = (await download('Download CSV')).trim().split(/\r?\n/);
    expect(rows).toHaveLength(1 + 2 * EACH);
    const json = await download('Download JSON');
    expect(json).toContain('Ada 1');
    expect(json).not.toContain('woman');
  });

  await test.step('a norm group is made, and says how many people it lacks', async () => {
    await page.getByLabel('Name of the new group').fill(`Applicants ${mark}`);
    await page.getByRole('button', { name: `Make it from ${2 * EACH} results` }).click();
    await expect(page.getByText(`Provisional, ${100 - 2 * EACH} missing`)).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('the report says points and percentages of the plain rules beside the score and its band', async () => {
    await page.goto(`/assessments/${id}/sessions/${sessions[0]}/report`);
    await expect(page.getByText(/^\d+(\.\d)? of 70 points/).first()).toBeVisible();
    await expect(page.getByText(/certainty it lies between \d+ and \d+/)).toBeVisible();
    await checkAccessibility(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download certificate' }).click(),
    ]);
    const replayed = execFileSync(process.execPath, ['node_modules/.bin/tsx', 'scripts/replay.ts', await file.path()]);
    expect(replayed.toString()).not.toMatch(/^failed/m);
  });

  await test.step('selection rates by group flag what to look into', async () => {
    await page.goto(`/assessments/${id}/fairness?by=gender`);
    await expect(page.getByText('20 people in groups of 10 or more answered this question.')).toBeVisible();
    const women = page.getByRole('row', { name: /^Women/ });
    await expect(women).toContainText('Below');
    await expect(women).toContainText(/30\s%.*to/);
    await expect(page.getByRole('row', { name: /^Men selected most often/ })).toContainText(/80\s%/);
    await expect(page.getByText(/Not estimable for \d+ items?/)).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Age', exact: true }).click();
    await expect(page.getByText('No group of 10 people or more has answered this question yet.')).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    await test.step(`on a phone of 360 px, ${colorScheme}`, async () => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 360, height: 780 });
      for (const path of ['results', 'fairness?by=gender', `sessions/${sessions[0]}/report`]) {
        await page.goto(`/assessments/${id}/${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
        await checkAccessibility(page);
      }
    });
  }
});
