import { fillIn, submitByKeyboard, typeOfOpenItem } from './support/answer-item';
import { checkAccessibility, expect, signIn, test } from './support/fixtures';
import { publishEveryType } from './support/publish-every-type';

const TYPES = [
  'singleChoice',
  'multipleResponse',
  'numeric',
  'ordering',
  'matching',
  'shortText',
  'codeReading',
  'freeText',
] as const;

test('an item of every type is answered by keyboard alone', async ({ browser }) => {
  test.setTimeout(240_000);
  const recruiter = await (await browser.newContext()).newPage();
  await signIn(recruiter, 'recruiter');
  const link = await publishEveryType(recruiter);

  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: /^Continue as/ }).click();
  await page.getByRole('checkbox', { name: /^I have read/ }).check();
  await page.getByRole('button', { name: 'Start assessment' }).click();

  const met = new Set<string>();
  for (let position = 1; met.size < TYPES.length; position += 1) {
    const heading = page.getByRole('heading', { name: new RegExp(`^Item ${position} of at most`) });
    await expect(heading).toBeVisible();
    const type = await typeOfOpenItem(page, position);
    if (!met.has(type)) {
      // Nothing is submitted while nothing is answered, and the item says what is missing.
      await submitByKeyboard(page);
      await expect(page.getByText(/ first\.$/)).toBeVisible();
      await fillIn(page, position);
      await checkAccessibility(page);
      await page.screenshot({ path: test.info().outputPath(`${type}.png`), fullPage: true });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(overflow, `${type} fits 360 px`).toBe(false);
    } else await fillIn(page, position);
    met.add(type);
    await submitByKeyboard(page);
    await expect(heading).toHaveCount(0);
  }
  expect([...met].toSorted()).toEqual([...TYPES].toSorted());

  // The written answer is read meanwhile; it has no score here, because this assessment shows none.
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByRole('heading', { name: /assessment is complete/ })).toBeVisible();
  await expect(page.getByText('Read', { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await checkAccessibility(page);
  await context.close();
  await recruiter.context().close();
});
