import { checkAccessibility, expect, screenshot, signIn, test } from './support/fixtures';

test('the front door says what this is and lets people in, and out again', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await checkAccessibility(page);
  await screenshot(page, 'front');

  await page.goto('/sign-in');
  await checkAccessibility(page);
  await page.getByLabel('Email address').fill('nobody@demo.example');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toBeVisible();

  await signIn(page, 'recruiter');
  await expect(page).toHaveURL(/\/assessments$/);
  await page.getByRole('button', { name: /^Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/assessments');
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fassessments/);
});

test('a page that does not exist says so and leads on', async ({ page }) => {
  const response = await page.goto('/no-such-page');
  expect(response?.status()).toBe(404);
  await checkAccessibility(page);
});

test('a role does not open the pages of another', async ({ page }) => {
  await signIn(page, 'candidate');
  for (const path of ['/assessments', '/assessments/new', '/runs', '/runs/new']) {
    const response = await page.goto(path);
    expect(response?.status()).toBe(404);
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`pages fit a phone of 360 px in the ${theme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: theme });
    const page = await context.newPage();
    for (const path of ['/', '/sign-in']) {
      await page.goto(path);
      await checkAccessibility(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
}
