import type { Browser, Page } from '@playwright/test';
import { checkAccessibility, expect, test } from './support/fixtures';

const PASSWORD = 'a long pass phrase for tests';

async function choosePassword(page: Page): Promise<void> {
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByLabel('Password again').fill(PASSWORD);
}

/** From the front door to the first page of a new owner; the form first says what is missing. */
async function register(page: Page, organisation: string): Promise<string> {
  const email = `owner-${Date.now()}@members.example`;
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Create an account' })).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Name of the organisation')).toBeFocused();
  await expect(page.getByText('Enter the name of the organisation.')).toBeVisible();
  await page.getByLabel('Name of the organisation').fill(organisation);
  await page.getByLabel('Your name').fill('Ona Owner');
  await page.getByLabel('Email address').fill(email);
  await choosePassword(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(/\/assessments$/, { timeout: 60_000 });
  return email;
}

async function inviteFrom(page: Page, person: { name: string; email: string; role: string }): Promise<string> {
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByLabel('Email address').fill(person.email);
  await page.getByRole('combobox', { name: 'Role' }).selectOption(person.role);
  await page.getByRole('button', { name: 'Create invitation link' }).click();
  const link = page.getByLabel(`Invitation link for ${person.name}`);
  await expect(link).toBeFocused();
  return link.inputValue();
}

async function inAnotherBrowser<T>(browser: Browser, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

test('an organisation is founded, an author joins by a link, is demoted, and is removed', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const organisation = `Founders ${Date.now()}`;
  const ownerEmail = await register(page, organisation);
  await page.getByRole('button', { name: /^Account/ }).click();
  await expect(page.getByText(`Acting for ${organisation}`)).toBeVisible();
  await page.getByRole('menuitem', { name: 'Members' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
  await expect(page.getByText('The last owner stays.')).toBeVisible();
  await checkAccessibility(page);

  const author = { name: 'Ada Author', email: `author-${Date.now()}@members.example`, role: 'author' };
  const first = await inviteFrom(page, author);
  await expect(page.getByRole('row', { name: /Ada Author/ })).toContainText('Waiting');
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'New link for Ada Author' }).click();
  const field = page.getByLabel('Invitation link for Ada Author');
  await expect(field).not.toHaveValue(first);
  const link = await field.inputValue();

  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(first);
  await expect(theirs.getByRole('heading', { name: 'This invitation link does not work' })).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { level: 1, name: organisation })).toBeVisible();
  await checkAccessibility(theirs);
  await choosePassword(theirs);
  await theirs.getByRole('button', { name: `Join ${organisation}` }).click();
  await theirs.waitForURL(/\/items$/);
  await theirs.goto(link);
  await expect(theirs.getByRole('heading', { name: 'This invitation link does not work' })).toBeVisible();
  expect((await theirs.goto('/members'))?.status()).toBe(404);

  await page.reload();
  const row = page.getByRole('row', { name: /Ada Author/ });
  await expect(row).toContainText('Author');
  await row.getByRole('button', { name: 'Change the role of Ada Author' }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('combobox', { name: 'New role' }).selectOption('auditor');
  await checkAccessibility(page);
  await dialog.getByRole('button', { name: 'Change role' }).click();
  await expect(row.getByRole('cell', { name: 'Auditor' })).toBeVisible();
  expect((await theirs.goto('/items'))?.status()).toBe(404);
  expect((await theirs.goto('/runs'))?.status()).toBe(200);

  await row.getByRole('button', { name: 'Remove Ada Author' }).click();
  await expect(dialog).toContainText(organisation);
  await dialog.getByRole('button', { name: 'Remove Ada Author' }).click();
  await expect(dialog).toHaveCount(0); // behind an open dialog there is no row to find either
  await expect(row).toHaveCount(0);
  await theirs.goto('/runs');
  await expect(theirs).toHaveURL(/\/sign-in/);
  await other.close();

  // An invitation for somebody else is told as that; a withdrawn one opens nothing.
  const viewer = { name: 'Vic Viewer', email: `viewer-${Date.now()}@members.example`, role: 'viewer' };
  const forViewer = await inviteFrom(page, viewer);
  await page.goto(forViewer);
  await expect(page.getByText(`You are signed in as ${ownerEmail}`)).toBeVisible();
  await checkAccessibility(page);
  await page.goto('/members');
  await page.getByRole('button', { name: 'Withdraw the invitation of Vic Viewer' }).click();
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible();
  await inAnotherBrowser(browser, async (visitor) => {
    await visitor.goto(forViewer);
    await expect(visitor.getByRole('heading', { name: 'This invitation link does not work' })).toBeVisible();
  });
});

test('who has an account joins a second organisation, and chooses which one to act for', async ({ page, browser }) => {
  test.setTimeout(300_000);
  const stamp = Date.now();
  const email = await register(page, `First ${stamp}`);
  const link = await inAnotherBrowser(browser, async (founder) => {
    await register(founder, `Second ${stamp}`);
    await founder.goto('/members');
    return inviteFrom(founder, { name: 'Ona Owner', email, role: 'viewer' });
  });
  await page.goto(link);
  await expect(page.getByText(`You keep your place in First ${stamp}.`)).toBeVisible();
  await page.getByRole('button', { name: `Join Second ${stamp}` }).click();
  await page.waitForURL(/\/assessments$/);
  expect((await page.goto('/members'))?.status()).toBe(404);
  await page.goto('/assessments');
  await page.goto('/account');
  await expect(page.getByText('you act for this organisation')).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('link', { name: 'My assessments' }).click();
  await expect(page).toHaveURL(/\/portal$/);
  await page.getByRole('button', { name: /^Account/ }).click();
  await expect(page.getByText(`Acting for Second ${stamp}`)).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('menuitem', { name: `Act for First ${stamp}` }).click();
  await page.waitForURL(/\/assessments$/);
  await expect(async () => expect((await page.goto('/members'))?.status()).toBe(200)).toPass();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the pages of members fit a phone of 360 px in the ${theme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: theme });
    const page = await context.newPage();
    const fits = async () => {
      await checkAccessibility(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    };
    await page.goto('/register');
    await fits();
    await register(page, `An organisation with quite a long name, number ${Date.now()}`);
    await page.goto('/members');
    const link = await inviteFrom(page, {
      name: 'Somebody-with-a-very-long-double-barrelled Name-that-does-not-break-by-itself',
      email: `${'long.address.'.repeat(4)}${Date.now()}@members.example`,
      role: 'owner',
    });
    await fits();
    await page.goto(link);
    await fits();
    await context.close();
  });
}
