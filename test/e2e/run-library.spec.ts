import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { checkAccessibility, expect, signIn, test } from './support/fixtures';

const SOURCE = 'The zeppelin hall has 12 rooms. It was opened in 1998 by the mayor.';

async function aRun(page: Page, output: string): Promise<string> {
  const response = await page.request.post('/api/trpc/run.create', { data: { source: SOURCE, output } });
  const { result } = (await response.json()) as { result: { data: { runId: string } } };
  await page.goto(`/runs/${result.data.runId}`);
  await expect(page.locator('h1 ~ *, header').getByText('Completed', { exact: true }).first()).toBeVisible();
  return result.data.runId;
}

test('the history is searched and filtered by its address, and two of it are compared', async ({ page }) => {
  await signIn(page, 'auditor');
  const mark = `vestibule${Date.now()}`;
  const first = await aRun(page, `The zeppelin hall has 14 rooms. The ${mark} was opened in 1998.`);
  const second = await aRun(page, `The zeppelin hall has 12 rooms. The ${mark} was opened in 1998.`);
  await page.goto('/runs');
  const rows = page.getByRole('row').filter({ has: page.getByRole('checkbox') });
  await page.getByRole('searchbox').fill(mark.slice(0, -1));
  await expect(page).toHaveURL(new RegExp(`q=${mark.slice(0, -1)}`));
  await expect(rows).toHaveCount(2);
  await page.getByRole('combobox', { name: /^State/ }).selectOption('Cancelled');
  await expect(page.getByText('No evaluation matches')).toBeVisible();
  await checkAccessibility(page);
  await page.goto(`/runs?q=${mark}&status=completed&by=me&sort=scoreHigh`);
  await expect(rows).toHaveCount(2);
  await expect(rows.first().getByRole('link')).toHaveAttribute('href', `/runs/${second}`);
  await checkAccessibility(page);

  for (const box of await rows.getByRole('checkbox').all()) await box.check();
  await page.getByRole('link', { name: 'Compare the two' }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/compare\\?a=${first}&b=${second}`));
  await expect(page.getByText('What this comparison cannot say')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Candidate output' })).toBeVisible();
  await expect(page.locator('[data-comparison]')).toContainText('Change of the consensus');
  await checkAccessibility(page);

  const third = await aRun(page, `The zeppelin hall has 12 rooms. The ${mark} was not opened in 1998.`);
  await page.goto(`/runs?q=${mark}`);
  await expect(rows).toHaveCount(3);
  for (const box of await rows.getByRole('checkbox').all()) await box.check();
  await page.getByRole('link', { name: 'Claim matrix' }).click();
  await expect(page).toHaveURL(new RegExp(`/runs/matrix\\?runs=${first},${second},${third}`));
  const claims = page.getByRole('table', { name: 'Claims and verdicts' });
  const rooms = claims.getByRole('row').filter({ hasText: 'has 12 rooms' });
  await expect(rooms.getByRole('cell').nth(0)).toHaveText(/2 of 3/);
  await expect(rooms.getByRole('cell').nth(1)).toHaveText(/not stated/);
  await expect(rooms.getByRole('cell').nth(2)).toHaveText(/Supported/);
  await checkAccessibility(page);
  await page.getByRole('link', { name: /^Stated by one/ }).click();
  await expect(page.getByText('2 of 4 claims shown.')).toBeVisible();
  await expect(claims.getByRole('row')).toHaveCount(3);

  await page.goto('/runs/judges');
  await expect(page.locator('[data-judge-report="numbers"]')).toContainText('Answered');
  await checkAccessibility(page);
});

test('a run is exported, shared with someone signed out, the link revoked, and the run deleted', async ({
  page,
  browser,
}) => {
  await signIn(page, 'auditor');
  const runId = await aRun(page, 'The zeppelin hall has 14 rooms. It was opened in 1998.');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: 'Export', exact: true })
      .click()
      .then(() => page.getByRole('menuitem', { name: /^JSON/ }).click()),
  ]);
  expect(download.suggestedFilename()).toBe(`evaluation-${runId}.json`);
  const file = JSON.parse(readFileSync(await download.path(), 'utf8')) as { texts: { source: string } };
  expect(file.texts.source).toBe(SOURCE);

  await page.getByLabel('Score, 0 to 100').fill('40');
  await page.getByRole('textbox', { name: /^Note/ }).fill('One figure is wrong.');
  await page.getByRole('button', { name: 'Keep my score' }).click();
  await expect(page.getByText('You gave 40 of 100.')).toBeVisible();
  await page.getByRole('button', { name: 'Withdraw my score' }).click();
  await expect(page.getByRole('button', { name: 'Keep my score' })).toBeVisible();

  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('There is no link to this evaluation.')).toBeVisible();
  await dialog.getByLabel('The link is good for').selectOption('1 day');
  await dialog.getByRole('button', { name: 'Make a link' }).click();
  const link = await dialog.getByLabel('Link', { exact: true }).inputValue();
  await checkAccessibility(page);

  const visitor = await browser.newContext();
  const reader = await visitor.newPage();
  const calls: string[] = [];
  reader.on('request', (request) => request.url().includes('/api/') && calls.push(request.url()));
  const opened = await reader.goto(link);
  expect(opened!.headers()['x-robots-tag']).toContain('noindex');
  expect(opened!.headers()['cache-control']).toContain('no-store');
  await expect(reader.getByRole('heading', { level: 1, name: 'Shared evaluation' })).toBeVisible();
  await expect(reader.getByText('You are reading a shared evaluation')).toBeVisible();
  await expect(reader.locator('[data-headline]')).toContainText('checked claims');
  await expect(reader.getByRole('button', { name: /Delete|Share|Export|Score anew|Ask this judge/ })).toHaveCount(0);
  const { name, email } = await page.request
    .get('/api/trpc/account.me')
    .then((response) => response.json())
    .then(({ result }: { result: { data: { name: string; email: string } } }) => result.data);
  const html = await opened!.text();
  for (const secret of [name, email]) expect(html).not.toContain(secret);
  await checkAccessibility(reader);
  expect(calls).toEqual([]);

  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(dialog.getByText('Revoked', { exact: true })).toBeVisible();
  for (const address of [link, link.replace(/[^/]+$/, 'unknown')]) {
    expect((await reader.goto(address))!.status()).toBe(404);
    await expect(reader.getByRole('heading', { name: 'This link leads nowhere' }).first()).toBeAttached();
  }
  await checkAccessibility(reader);
  await visitor.close();

  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete evaluation' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  expect((await page.goto(`/runs/${runId}`))!.status()).toBeLessThan(500);
  await expect(page.getByRole('heading', { level: 1, name: 'This evaluation does not exist' })).toBeAttached();
});
