import { readFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

export { expect };
export const test = base;

type DemoRole = 'recruiter' | 'author' | 'owner' | 'auditor' | 'candidate' | 'candidate2';

export function demoSignIn(role: DemoRole, dataDir = process.env.E2E_DATA_DIR!): { email: string; password: string } {
  const file = path.join(dataDir, 'demo-sign-ins.json');
  const { signIns } = JSON.parse(readFileSync(file, 'utf8')) as {
    signIns: { role: string; email: string; password: string }[];
  };
  const found = signIns.filter((signIn) => signIn.role === role.replace('2', ''))[role.endsWith('2') ? 1 : 0];
  if (!found) throw new Error(`The demo has no ${role}`);
  return found;
}

/** Signs in as one of the demo's people, through the form, and waits until they are where they belong. `dataDir`: the server's. */
export async function signIn(page: Page, role: DemoRole, dataDir?: string): Promise<void> {
  const { email, password } = demoSignIn(role, dataDir);
  await expect(async () => {
    await page.goto('/sign-in');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click(); // does nothing yet on a page that has not come alive
    await page.waitForURL((url) => url.pathname !== '/sign-in' && url.pathname !== '/home', { timeout: 15_000 });
  }).toPass();
}

const IMAGES = path.resolve(import.meta.dirname, '../../../docs/images');

/** Writes docs/images/`name`.png, what the README shows. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: path.join(IMAGES, `${name}.png`), animations: 'disabled' });
}

/** No violation of WCAG 2.2 A and AA that a program can find. */
export async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([]);
}
