import { checkAccessibility, expect, signIn, test } from './support/fixtures';

test.use({ actionTimeout: 20_000 });

/** Words of this run alone: the bank keeps what earlier runs wrote. */
const mark = Math.random().toString(36).slice(2, 8);

test('an author writes an item, somebody else accepts it by keyboard, and it is published', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'author');
  await expect(page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Items' })).toBeVisible();
  await checkAccessibility(page);

  await test.step('what is missing is said while writing, and the preview is the candidate’s own page', async () => {
    await page.getByRole('link', { name: 'New item' }).click();
    await expect(page.getByText('The stem is empty.')).toBeVisible();
    await page.getByLabel('Skill').selectOption('sql');
    await page.getByLabel('Stem').fill(`Which ${mark} clause sorts the ${mark} result of a query?`);
    for (const [index, text] of ['ORDER BY', 'GROUP BY', 'PARTITION BY', 'LIMIT BY'].entries()) {
      await page.getByRole('textbox', { name: `Option ${index + 1}` }).fill(`${text} ${mark}`);
    }
    await page.getByRole('radio', { name: 'Option 1 is the key' }).check();
    await page.getByRole('button', { name: 'Image or sound of Option 2' }).press('Enter');
    await page
      .getByLabel('Add an image or a sound to Option 2')
      .last()
      .setInputFiles({
        name: 'square.png',
        mimeType: 'image/png',
        buffer: Buffer.from(
          'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC',
          'base64',
        ),
      });
    await expect(page.getByText('A medium has no alternative text.')).toBeVisible();
    await page.getByRole('textbox', { name: 'In words' }).fill('A red square');
    await expect(page.getByText('A medium has no alternative text.')).toBeHidden();
    await page.getByRole('button', { name: 'Remove file 1' }).click();
    await page.getByLabel('Explanation').fill('ORDER BY sorts; the others group, split or cut.');
    await expect(page.getByText('Nothing is missing, and no flaw rule objects.')).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Save the draft' }).click();
  });

  await test.step('the gates run by themselves, and say what they could not do', async () => {
    await expect(page.getByText('Draft').first()).toBeVisible();
    await page.getByRole('button', { name: 'Hand in for review' }).click();
    await expect(page.getByText('In review').first()).toBeVisible();
    await page.getByRole('tab', { name: 'Gates' }).click();
    await expect(page.getByText('No item among', { exact: false })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Not run: no language model is configured.').first()).toBeVisible();
    await checkAccessibility(page);
  });

  const reviewer = await (await browser.newContext()).newPage();
  await test.step('the reviewer decides with a reason', async () => {
    await signIn(reviewer, 'owner');
    await reviewer.goto('/items');
    await reviewer.getByRole('searchbox').fill(mark);
    await expect(reviewer.getByText('1 item', { exact: true })).toBeVisible();
    await reviewer.getByRole('link', { name: new RegExp(mark) }).click();
    await reviewer.getByRole('link', { name: 'Review it' }).click();
    await expect(reviewer.getByText(`Which ${mark} clause`).first()).toBeVisible();
    await checkAccessibility(reviewer);
    await reviewer.locator('body').press('a');
    await expect(reviewer.getByLabel('Reason')).toBeFocused();
    await reviewer.getByLabel('Reason').fill('Clear, right, and nothing like it in the bank.');
    await reviewer.getByRole('button', { name: 'Accept' }).last().click();
    await expect(reviewer.getByText('Accepted. It waits for the next publication.')).toBeVisible();
  });

  await test.step('one publication puts it to use', async () => {
    await reviewer.goto('/items/publish');
    await expect(reviewer.getByRole('link', { name: new RegExp(mark) })).toBeVisible();
    await checkAccessibility(reviewer);
    await reviewer.getByRole('button', { name: /^Publish \d+ change/ }).click();
    await expect(reviewer.getByText(/in the bank: revision \d+/)).toBeVisible();
    await page.reload();
    await expect(page.getByText('Operational').first()).toBeVisible();
  });
  await reviewer.context().close();
});
