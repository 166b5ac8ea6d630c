import { readFileSync } from 'node:fs';
import { checkAccessibility, expect, signIn, test } from './support/fixtures';

const HEADER = 'id,skill,type,stem,option_1,option_2,option_3,option_4,key,explanation';
const row = (id: string, key = 'b') =>
  `${id},sql,singleChoice,Which number of ${id} is even?,1,2,3,5,${key},Two is even.`;

test('an author imports a file with one bad row, exports the items and imports them again: nothing changes', async ({
  page,
}) => {
  const ids = ['first', 'second'].map((name) => `e2e-${name}-${Date.now()}`);
  await signIn(page, 'author');
  await page.goto('/items');
  await page.getByRole('link', { name: 'Import' }).click();
  const chooser = page.getByLabel('Choose a file');
  await expect(async () => {
    await chooser.setInputFiles({
      name: 'mixed.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([HEADER, row(ids[0]!), row('e2e-bad', 'z'), row(ids[1]!)].join('\r\n')),
    });
    await expect(page.getByRole('heading', { name: 'mixed.csv, read as CSV' })).toBeFocused({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByText('2 new, 0 changed, 0 unchanged, 1 refused.')).toBeVisible();
  const bad = page.getByRole('row', { name: 'e2e-bad' });
  await expect(bad).toContainText('Refused');
  await expect(bad).toContainText('line 3');
  await checkAccessibility(page);

  await page.getByRole('button', { name: 'Refused' }).click();
  await expect(page.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Import 2 items' }).click();
  await expect(page.getByRole('heading', { name: '2 items imported' })).toBeFocused();

  await page.getByRole('link', { name: 'See the items' }).click();
  await page.getByLabel('Search').fill(ids[0]!.replace('e2e-first-', ''));
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('The file will hold 2 items.')).toBeVisible();
  await checkAccessibility(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const exported = await (await downloading).path();

  await page.goto('/items/import');
  await expect(async () => {
    await chooser.setInputFiles({ name: 'items.zip', mimeType: 'application/zip', buffer: readFileSync(exported) });
    await expect(page.getByText('0 new, 0 changed, 2 unchanged, 0 refused.')).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(page.getByText('Nothing in this file would change the bank.')).toBeVisible();
});
