import { checkAccessibility, expect, signIn, test } from './support/fixtures';

test.use({ actionTimeout: 20_000 });

/** Words of this run alone. */
const mark = Math.random().toString(36).slice(2, 8);

test('an auditor fills a collection, tries it, and an evaluation cites its passage', async ({ page }) => {
  test.setTimeout(180_000);
  await signIn(page, 'auditor');
  await page.goto('/collections');
  await checkAccessibility(page);

  await test.step('a collection is made and filled; what cannot be read says why', async () => {
    await page.getByLabel('Name of a new collection').fill(`Handbooks ${mark}`);
    await page.getByRole('button', { name: 'Create collection' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Handbooks ${mark}` })).toBeVisible();
    await page.locator('input[type=file]').setInputFiles([
      {
        name: 'handbook.md',
        mimeType: 'text/markdown',
        buffer: Buffer.from('# Labs\n\nThe laboratory in Lyon employs 412 researchers.'),
      },
      { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\nnothing') },
      { name: 'picture.txt', mimeType: 'text/plain', buffer: Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1') },
    ]);
    await expect(page.getByText('1 file was not taken')).toBeVisible();
    await expect(page.getByText('1 of 2 documents ready')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('The PDF is broken', { exact: false })).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('the search shows passages with their score', async () => {
    await page.getByLabel('Words or a claim').fill('researchers in Lyon');
    await page.getByLabel('Words or a claim').press('Enter');
    await expect(page.getByText('1 passage found, best first')).toBeVisible();
    await expect(page.getByText(/^handbook\.md, characters .* score \d/)).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('an evaluation that searches it cites the passage', async () => {
    await page.goto('/runs/new');
    await page.getByText('Documents, rubric, second output and budget').click();
    await page.getByLabel(`Handbooks ${mark}`).check();
    await page.getByLabel('Source text').fill('Marie Curie was born in Warsaw.');
    await page.getByLabel('Candidate output').fill('The laboratory in Lyon employs 412 researchers.');
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Start evaluation' }).click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}/);
    const output = page.getByRole('region', { name: 'Candidate output', exact: true });
    await output.getByRole('button').first().click();
    const claim = page.locator('[data-claim]');
    await expect(claim.getByText('“handbook.md” supports it.').first()).toBeVisible({ timeout: 60_000 });
    await expect(claim.getByText(/^handbook\.md, characters/)).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('a collection gets another name', async () => {
    await page.goto('/collections');
    await page.getByRole('link', { name: `Handbooks ${mark}` }).click();
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('New name of the collection').fill(`Manuals ${mark}`);
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Keep the name' }).click();
    await expect(page.getByRole('heading', { level: 1, name: `Manuals ${mark}` })).toBeVisible();
  });

  await test.step('a collection is deleted after a question', async () => {
    await page.goto('/collections');
    await page.getByRole('link', { name: `Manuals ${mark}` }).click();
    await page.getByRole('button', { name: 'Delete collection' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete collection' }).click();
    await page.waitForURL(/\/collections$/);
    await expect(page.getByRole('link', { name: `Manuals ${mark}` })).toHaveCount(0);
  });
});
