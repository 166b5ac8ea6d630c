import type { Browser, BrowserContext, Page } from '@playwright/test';
import { checkAccessibility, expect, screenshot, signIn, test } from './support/fixtures';

/** Rain by station: every seventh figure of the output is wrong, every eleventh statement says the opposite. */
function longTexts(stations: number): { source: string; output: string } {
  const facts = Array.from({ length: stations }, (_, i) => {
    const place = `${['Ashford', 'Brindle', 'Calder', 'Dunmore', 'Elswick', 'Farley', 'Granton'][i % 7]} ${i + 1}`;
    return { place, rain: 300 + ((i * 37) % 611), year: 1900 + ((i * 13) % 97) };
  });
  const say = ({ place, rain, year }: (typeof facts)[number], verb = 'recorded') =>
    `The weather station at ${place} ${verb} ${rain} millimetres of rain in ${year}.`;
  const wrong = facts.map((fact, i) => {
    if (i % 7 === 3) return say({ ...fact, rain: fact.rain + 1000 });
    return i % 11 === 5 ? say(fact, 'never recorded') : say(fact);
  });
  return { source: facts.map((fact) => say(fact)).join('\n\n'), output: wrong.join('\n\n') };
}

/** Long enough that an evaluation is still on its way when a second page opens it. */
const LONG = longTexts(620);

async function anotherAuditor(browser: Browser): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await signIn(page, 'auditor');
  return { context, page };
}

/** Hands texts over as the form does, and gives the address of the run. For runs whose beginning is not what is tested. */
async function startByApi(page: Page, texts: { source: string; output: string }): Promise<string> {
  const response = await page.request.post('/api/trpc/run.create', { data: { ...texts, question: null } });
  expect(response.ok()).toBe(true);
  const body = (await response.json()) as { result: { data: { runId: string } } };
  return `/runs/${body.result.data.runId}`;
}

const status = (page: Page) => page.getByRole('heading', { level: 1 }).locator('..');
const figures = (page: Page) => page.locator('[data-figures]');
const claimMarks = (page: Page) =>
  page.getByRole('region', { name: 'Candidate output', exact: true }).getByRole('button');

/** Remembers every headline from now on, so that what was shown in between can be looked at afterwards. */
async function rememberHeadlines(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const look = () => seen.add(document.querySelector('[data-headline]')?.textContent ?? '');
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(window, { headlinesSeen: seen });
  });
  return () => page.evaluate(() => [...(window as unknown as { headlinesSeen: Set<string> }).headlinesSeen]);
}

test('two pages watch one evaluation, a third catches up, and all show the same', async ({ page, browser }) => {
  await signIn(page, 'auditor');
  await expect(page).toHaveURL(/\/runs$/);
  await page.getByRole('link', { name: 'New evaluation' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'New evaluation' })).toBeVisible();
  await checkAccessibility(page);
  const second = await anotherAuditor(browser);

  await page.getByLabel('Source text').fill(LONG.source);
  await page.getByLabel('Candidate output').fill(LONG.output);
  await page.getByRole('button', { name: 'Start evaluation' }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  const headlines = await rememberHeadlines(page);
  await second.page.goto(page.url());

  for (const watcher of [page, second.page]) {
    await expect(status(watcher)).toContainText('Completed', { timeout: 60_000 });
    await expect(figures(watcher)).toContainText('4 of 4 judges');
  }
  expect((await headlines()).length, 'verdicts were shown as they came').toBeGreaterThan(2);
  const shown = await figures(page).innerText();
  expect(await figures(second.page).innerText()).toBe(shown);
  await expect(page.locator('[data-headline]')).toContainText('of 620 checked claims are supported');

  const third = await second.context.newPage();
  await third.goto(page.url());
  await expect(status(third)).toContainText('Completed');
  expect(await figures(third).innerText()).toBe(shown);
  await third.reload();
  expect(await figures(third).innerText()).toBe(shown);
  await expect(third.getByRole('region', { name: 'Candidate output, scrolls' })).toBeVisible(); // the page is alive again
  await checkAccessibility(third);
  await second.context.close();
});

test('a claim is selected by keyboard or pointer and shows its evidence, reasons and opinions', async ({ page }) => {
  await signIn(page, 'auditor');
  await page.goto('/runs/new');
  await page.getByRole('button', { name: 'Fill in an example' }).click();
  await expect(page.getByLabel('Source text')).toHaveValue(/town library/);
  await page.getByRole('button', { name: 'Start evaluation' }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
  await expect(status(page)).toContainText('Completed');
  for (const stage of ['retrieval', 'verification', 'judging', 'aggregation']) {
    await expect(page.locator(`[data-stage="${stage}"]`)).toContainText('Finished');
  }
  await expect(page.locator('[data-judge]')).toHaveCount(4);
  await expect(page.getByText('Left out of checking')).toBeVisible();
  await checkAccessibility(page);

  const source = page.getByRole('region', { name: 'Source text', exact: true });
  const opposite = claimMarks(page).filter({ hasText: 'contradicted' }).last();
  await opposite.focus();
  await page.keyboard.press('Enter');
  await expect(opposite).toHaveAttribute('aria-pressed', 'true');
  const detail = page.locator('[data-claim]');
  await expect(detail).toContainText('Dogs are allowed in the reading room.');
  await expect(detail).toContainText('Negation');
  await expect(detail).toContainText('Probability of support');
  await expect(detail).toContainText('Opinions');
  await expect(source.getByRole('button')).not.toHaveCount(0);
  await expect(source.locator('mark').first()).toContainText('Dogs are not allowed');
  await checkAccessibility(page);
  await opposite.scrollIntoViewIfNeeded();
  await screenshot(page, 'auditor-run');

  await page.getByRole('button', { name: 'Next claim' }).click();
  await expect(detail).not.toContainText('Dogs are allowed in the reading room.');
  await page.getByRole('button', { name: 'Previous claim' }).click();
  await expect(detail).toContainText('Dogs are allowed in the reading room.');
  await source.getByRole('button').first().click();
  await expect(source.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'How Consensus of the panel is measured' }).click();
  await expect(page.getByText('n = 4')).toBeVisible();
  await expect(page.getByText('Formula', { exact: true })).toBeVisible();
  await checkAccessibility(page);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'All evaluations' }).click();
  const rows = page.getByRole('row').filter({ hasText: 'The town library opened' });
  await expect(rows.first()).toContainText('Completed');
  await checkAccessibility(page);
  await screenshot(page, 'auditor-history');
  await rows.first().getByRole('link').click();
  await expect(status(page)).toContainText('Completed');
});

test('a text that cannot be evaluated is refused at its field and nothing typed is lost', async ({ page }) => {
  await signIn(page, 'auditor');
  await page.goto('/runs/new');
  const source = page.getByLabel('Source text');
  const output = page.getByLabel('Candidate output');
  const start = page.getByRole('button', { name: 'Start evaluation' });

  await source.fill('The library opened in 1998.');
  await output.fill('  \n ');
  await start.click();
  await expect(output).toHaveAttribute('aria-invalid', 'true');
  await expect(output).toBeFocused();
  await expect(page.getByText('There is no text here. Paste the output to check.')).toBeVisible();
  await expect(source).toHaveValue('The library opened in 1998.');
  await checkAccessibility(page);

  await output.fill('\u{1f4da}'.repeat(50_000));
  await expect(page.getByText('50,000 of 50,000 characters', { exact: true })).toBeVisible();
  await output.fill('\u{1f4da}'.repeat(50_001));
  await expect(page.getByText('1 characters too many').first()).toBeVisible();
  await start.click();
  await expect(page.getByText('The candidate output has 50,001 characters')).toBeVisible();
  await expect(output).toHaveValue(/^\u{1f4da}+$/u);
  await checkAccessibility(page);

  await output.fill('The library opened in 1998.');
  await page.getByLabel('Question').fill('?'.repeat(4_001));
  await start.click();
  await expect(page.getByText('The question is too long: at most 4,000 characters.')).toBeVisible();
  await expect(page).toHaveURL(/\/runs\/new$/);
});

test('markup and script in a text are shown as they are and never run', async ({ page }) => {
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  await signIn(page, 'auditor');
  const attack = `<script>window.pwned = true; alert('script')</script><img src="x" onerror="window.pwned = true">`;
  const output = `${attack}\n\nThe library opened in 1998 & is <b>closed</b> on Mondays.`;
  await page.goto(await startByApi(page, { source: `The library opened in 1998. ${attack}`, output }));
  await expect(status(page)).toContainText('Completed');
  const region = page.getByRole('region', { name: 'Candidate output', exact: true });
  const withoutMarks = await region.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const mark of copy.querySelectorAll('button')) mark.remove();
    return { text: copy.textContent, elements: [...copy.querySelectorAll('script, img, b')].length };
  });
  expect(withoutMarks).toEqual({ text: output, elements: 0 });
  await expect(page.getByRole('region', { name: 'Source text', exact: true })).toContainText(attack);
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  await page.goto('/runs');
  await expect(page.getByRole('row').filter({ hasText: 'script' }).first()).toBeVisible();
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(dialogs).toEqual([]);
});

test('a running evaluation is cancelled after asking, and says what was kept', async ({ page, browser }) => {
  await signIn(page, 'auditor');
  const watcher = await anotherAuditor(browser);
  // Several at once share the machine, so that the last one is on its way long enough to be cancelled.
  for (let i = 0; i < 5; i += 1) await startByApi(page, LONG);
  const run = await startByApi(page, LONG);
  await Promise.all([page.goto(run), watcher.page.goto(run)]);
  await page.getByRole('button', { name: 'Cancel evaluation' }).click();
  const question = page.getByRole('alertdialog');
  await expect(question).toContainText('cannot be continued');
  await question.getByRole('button', { name: 'Cancel evaluation' }).click();
  for (const each of [page, watcher.page]) {
    await expect(status(each)).toContainText('Cancelled');
    await expect(each.getByText('The evaluation was cancelled')).toBeVisible();
    await expect(each.getByText(/kept below/)).toBeVisible();
  }
  await checkAccessibility(page);
  await watcher.context.close();
});

test('a page that lost its connection says so and has everything when it is back', async ({ page, context }) => {
  await signIn(page, 'auditor');
  for (let i = 0; i < 5; i += 1) await startByApi(page, LONG);
  await page.goto(await startByApi(page, LONG));
  await expect(status(page)).toContainText(/Running|Waiting/);
  await checkAccessibility(page);
  await context.setOffline(true);
  await expect(page.getByText('Offline').first()).toBeVisible();
  await context.setOffline(false);
  await expect(status(page)).toContainText('Completed', { timeout: 90_000 });
  await expect(page.locator('[data-headline]')).toContainText('of 620 checked claims');
});

test('an unknown evaluation says so and leads back', async ({ page }) => {
  await signIn(page, 'auditor');
  for (const id of ['00000000-0000-7000-8000-000000000000', 'no-id']) {
    await page.goto(`/runs/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'This evaluation does not exist' })).toBeAttached();
    await checkAccessibility(page);
  }
  await page.getByRole('link', { name: 'All evaluations' }).click();
  await expect(page).toHaveURL(/\/runs$/);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the auditor's pages fit a phone of 360 px in the ${theme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: theme });
    const page = await context.newPage();
    await signIn(page, 'auditor');
    const run = await startByApi(page, { source: 'The library has 12 rooms.', output: 'The library has 14 rooms.' });
    await page.goto(run);
    await expect(status(page)).toContainText('Completed');
    await claimMarks(page).first().click();
    await expect(page.locator('[data-claim]')).toBeVisible();
    for (const path of [null, '/runs', '/runs/new']) {
      if (path !== null) await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await checkAccessibility(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
}

test('the charts of an evaluation answer to the keyboard: issues filtered, a label given and withdrawn, data shown', async ({
  page,
}) => {
  await signIn(page, 'auditor');
  const { source, output } = longTexts(12);
  await page.goto(await startByApi(page, { source, output }));
  await expect(status(page)).toContainText('Completed');
  await page.reload(); // as it is drawn from the log, alive from the start
  await expect(page.getByRole('list', { name: 'Stages and judges over time' }).getByRole('listitem')).toHaveCount(8);

  const issues = page.locator('[data-issues] > li');
  const all = await issues.count();
  const bar = page.getByRole('list', { name: 'By type' }).getByRole('button').last();
  await expect(async () => {
    await bar.focus();
    await page.keyboard.press('Enter');
    await expect(bar).toHaveAttribute('aria-pressed', 'true', { timeout: 1_000 });
  }).toPass();
  expect(await issues.count()).toBeLessThan(all);
  await page.getByRole('button', { name: 'Show all issues' }).press('Enter');
  await expect(issues).toHaveCount(all);

  const map = page.getByRole('table', { name: 'Who agrees with whom' }).first();
  await expect(map.getByRole('cell', { name: /n = \d+/ }).first()).toBeVisible();

  await claimMarks(page).first().press('Enter');
  const label = page.locator('[data-label-claim]');
  await label.getByRole('button', { name: 'Supported' }).focus();
  await page.keyboard.press('2');
  await expect(label.getByRole('status')).toHaveText('You said: refuted.');
  await page.keyboard.press('4');
  await expect(label.getByRole('status')).toHaveText('');
  await page.getByRole('button', { name: 'Previous claim' }).press('Enter');
  await label.getByRole('button', { name: 'Withdraw my verdict' }).press('Enter');
  await expect(label.getByRole('status')).toHaveText('');

  await page.getByRole('button', { name: 'Show how well probabilities are calibrated' }).press('Enter');
  await expect(page.getByText('There is no calibration yet')).toBeVisible();
  await checkAccessibility(page);

  await page.goto('/runs/statistics?days=365');
  await expect(page.getByRole('heading', { name: 'Agreement of the judges' })).toBeVisible();
  await checkAccessibility(page);
});
