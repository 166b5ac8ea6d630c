import type { APIResponse, BrowserContext, Page } from '@playwright/test';
import { fillIn, submitByKeyboard } from './support/answer-item';
import { checkAccessibility, expect, screenshot, signIn, test } from './support/fixtures';

/** What the browser got, in the order it came: bodies of pages and replies, and frames of sockets. */
type Received = { readonly from: string; readonly text: string };

/** Names that only a closed presentation may bring, and only where the feedback mode says so. */
const SEALED = /keyId|keyAnswer|explanation|sealed|predictedSuccess|variantSeed|discrimination|"correct"|\\"correct\\"/;

/** Listens to everything the pages of a context receive, scripts and styles aside. */
function listen(context: BrowserContext): { all: Received[]; settled: () => Promise<unknown> } {
  const all: Received[] = [];
  const bodies: Promise<void>[] = [];
  context.on('response', (response) => {
    if (!['document', 'fetch', 'xhr'].includes(response.request().resourceType())) return;
    const entry = { from: response.url(), text: '' };
    all.push(entry);
    const body = response.text().then(
      (text) => {
        entry.text = text;
      },
      () => undefined, // a redirect, or a page that was left
    );
    bodies.push(body);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      socket.on('framereceived', ({ payload }) => {
        all.push({ from: `socket ${socket.url()}`, text: payload.toString() });
      });
    });
  });
  return { all, settled: () => Promise.all(bodies) };
}

async function reply<T>(response: APIResponse): Promise<T> {
  const body = await response.json();
  if (body.error) throw new Error(body.error.message);
  return body.result.data;
}

type Mode = 'none' | 'afterSession' | 'full';
type Order = { feedbackMode: Mode; title: string; email: string; name: string; timeLimitMs?: number };

/** Publishes an assessment as the demo's recruiter and invites someone; gives the link's path. */
async function invite(recruiter: Page, { feedbackMode, title, email, name, timeLimitMs = 30 * 60_000 }: Order) {
  const post = async <T>(path: string, data: unknown) =>
    reply<T>(await recruiter.request.post(`/api/trpc/${path}`, { data }));
  const nodes = [
    { skillId: 'sql', name: 'SQL', priority: 'H' },
    { skillId: 'http', name: 'HTTP', priority: 'M' },
  ];
  const { id } = await post<{ id: string }>('assessment.create', {
    title,
    jobDescription: '',
    graph: { nodes, edges: [] },
    rules: { timeLimitMs, minItems: 6, maxItems: 6, feedbackMode },
    opensAt: null,
    closesAt: null,
  });
  await post('assessment.publish', { id });
  const { token } = await post<{ token: string }>('invitation.create', { assessmentId: id, email, name });
  return `/invite/${token}`;
}

const item = (page: Page, position: number) =>
  page.getByRole('heading', { name: new RegExp(`^Item ${position} of at most`) });
const stem = (page: Page, position: number) => page.getByRole('region', { name: `Item ${position} of` }).innerText();
const submit = (page: Page) => page.getByRole('button', { name: 'Submit answer' });
const isLive = (page: Page) => expect(page.getByText('Live', { exact: true })).toBeVisible();
const complete = (page: Page) => page.getByRole('heading', { name: /assessment is complete/ });

/** Seconds on the countdown. */
async function secondsLeft(page: Page): Promise<number> {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await page.getByRole('timer').innerText())!;
  return Number(minutes) * 60 + Number(seconds);
}

async function start(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /I have read/ }).check();
  await page.getByRole('button', { name: 'Start assessment' }).click();
  await expect(item(page, 1)).toBeVisible();
  await isLive(page);
}

/** Whatever the item asks for, then the button, all by keyboard. */
async function answerByKeyboard(page: Page, position: number): Promise<void> {
  await expect(item(page, position)).toBeFocused();
  await fillIn(page, position);
  await submitByKeyboard(page);
}

test('a candidate takes an assessment through reload, second tab and lost connection', async ({ browser }) => {
  const recruiter = await (await browser.newContext()).newPage();
  await signIn(recruiter, 'recruiter');
  const title = 'Backend engineer, booking platform';
  await invite(recruiter, { feedbackMode: 'afterSession', title, email: 'chidi@demo.example', name: 'Chidi' });

  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const received = listen(context);
  const page = await context.newPage();
  await signIn(page, 'candidate');
  await expect(page).toHaveURL(/\/portal$/);
  await checkAccessibility(page);

  await page
    .getByRole('link', { name: `Read the instructions for ${title}` })
    .first()
    .click(); // the newest
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await checkAccessibility(page);
  await screenshot(page, 'candidate-instructions');
  await page.getByRole('button', { name: 'Start assessment' }).click();
  await expect(page.getByText('Tick the box to agree')).toBeVisible();
  await start(page);
  await checkAccessibility(page);

  // Nothing is sent before it is submitted, and nothing is submitted before it is answered.
  await submit(page).click();
  await expect(page.getByText(/ first\.$/)).toBeVisible();
  await fillIn(page, 1);
  await submitByKeyboard(page);
  await answerByKeyboard(page, 2);
  await expect(item(page, 3)).toBeFocused();
  await expect(page.getByText('2 of at most 6 answered').first()).toBeVisible();
  await checkAccessibility(page);
  const asked = await stem(page, 3);
  await fillIn(page, 3);
  await screenshot(page, 'candidate-assessment');

  // Reload: the same item, and the clock has gone on.
  const before = { text: asked, seconds: await secondsLeft(page) };
  await page.reload();
  await expect(item(page, 3)).toBeFocused();
  expect(await stem(page, 3)).toBe(before.text);
  await expect(page.getByRole('timer')).toContainText(/\d+:\d\d/);
  const after = await secondsLeft(page);
  expect(after).toBeLessThanOrEqual(before.seconds);
  expect(after).toBeGreaterThan(before.seconds - 60);
  await isLive(page);

  // A second tab has the same item and looks on; taking over, it answers, and what it does shows here by itself.
  const second = await context.newPage();
  await second.goto(page.url());
  await isLive(second);
  expect(await stem(second, 3)).toBe(before.text);
  const elsewhere = 'You are answering on another device';
  await expect(second.getByText(elsewhere)).toBeVisible();
  await expect(submit(second)).toBeDisabled();
  await checkAccessibility(second);
  await second.getByRole('button', { name: 'Answer here instead' }).click();
  await expect(page.getByText(elsewhere)).toBeVisible();
  await expect(submit(page)).toBeDisabled();
  await answerByKeyboard(second, 3);
  await expect(item(second, 4)).toBeVisible();
  await expect(item(page, 4)).toBeVisible();
  await expect(page.getByText('Item 3 was answered in another window.')).toBeAttached();
  await second.close();
  await page.getByRole('button', { name: 'Answer here instead' }).click();
  await expect(item(page, 4)).toBeFocused();

  // Offline: the item stays, the answer waits; back online it arrives, once.
  await context.setOffline(true);
  await expect(page.getByText('Your answers are safe, your time is counted as agreed.')).toBeVisible();
  await fillIn(page, 4);
  await submit(page).click();
  await expect(page.getByText('Waiting for the connection')).toBeVisible();
  await checkAccessibility(page);
  await screenshot(page, 'candidate-offline');
  await context.setOffline(false);
  await expect(item(page, 5)).toBeFocused();
  await expect(page.getByText('Connected again. Nothing was lost.')).toBeVisible();
  await expect(page.getByText('4 of at most 6 answered').first()).toBeVisible();
  await isLive(page);

  await answerByKeyboard(page, 5);
  await answerByKeyboard(page, 6);
  await received.settled();
  const whileRunning = received.all.filter(({ text }) => !text.includes('sessionCompleted'));
  await expect(complete(page)).toBeVisible();
  await expect(page.getByText(/^You answered 6 items\. \d of 6 correct\.$/)).toBeVisible();
  await expect(page.getByRole('img', { name: /^Your score: \d+, 90 % interval/ })).toBeVisible();
  await expect(page.locator('summary')).toHaveCount(6);
  await page.locator('summary').first().click();
  await checkAccessibility(page);
  await screenshot(page, 'candidate-result');

  expect(whileRunning.length).toBeGreaterThan(10);
  expect(whileRunning.filter(({ text }) => SEALED.test(text))).toEqual([]);
  // Whether an answer was correct is told at the end, key and explanation never.
  await received.settled();
  expect(received.all.filter(({ text }) => /keyAnswer|explanation/.test(text))).toEqual([]);

  await page.goto('/portal');
  await expect(page.getByRole('link', { name: `View ${title}` }).first()).toBeVisible();
  await checkAccessibility(page);
  await context.close();
  await recruiter.context().close();
});

test('an invitation link signs in, and an assessment without feedback tells nothing about the answers', async ({
  browser,
}) => {
  const recruiter = await (await browser.newContext()).newPage();
  await signIn(recruiter, 'recruiter');
  const email = `noor-${Date.now()}@demo.example`;
  const link = await invite(recruiter, { feedbackMode: 'none', title: 'No feedback', email, name: 'Noor Ahmadi' });

  const context = await browser.newContext();
  const received = listen(context);
  const page = await context.newPage();
  await page.goto(link);
  await checkAccessibility(page);
  await screenshot(page, 'invitation');
  await page.getByRole('button', { name: 'Continue as Noor Ahmadi' }).click();
  await expect(page).toHaveURL(/\/portal\/[\w-]+$/);

  // The link again: it knows who is there. Someone else is told so, and led on.
  const instructions = page.url();
  await page.goto(link);
  await page.getByRole('link', { name: 'Read the instructions' }).click();
  await expect(page).toHaveURL(instructions);
  await recruiter.goto(link);
  await expect(recruiter.getByText(/You are signed in as recruiter@/)).toBeVisible();
  await checkAccessibility(recruiter);

  await start(page);
  for (const position of [1, 2]) {
    await fillIn(page, position);
    await submit(page).click();
    await expect(item(page, position + 1)).toBeVisible();
  }
  await page.getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await checkAccessibility(page);
  await page.getByRole('button', { name: 'Go on answering' }).click();
  await expect(item(page, 3)).toBeVisible();
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hand in' }).click();
  await expect(complete(page)).toBeVisible();
  await expect(page.getByText('This assessment does not show results to candidates.', { exact: false })).toBeVisible();
  await checkAccessibility(page);
  await page.reload();
  await expect(complete(page)).toBeVisible();

  await received.settled();
  expect(received.all.filter(({ text }) => SEALED.test(text))).toEqual([]);
  await context.close();
  await recruiter.context().close();
});

test('practice shows why after each answer, and nothing of an item that is still open', async ({ browser }) => {
  const recruiter = await (await browser.newContext()).newPage();
  await signIn(recruiter, 'recruiter');
  const email = `practice-${Date.now()}@demo.example`;
  const link = await invite(recruiter, { feedbackMode: 'full', title: 'Practice', email, name: 'Pat' });

  const context = await browser.newContext();
  const received = listen(context);
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue as Pat' }).click();
  await start(page);
  await received.settled();
  expect(received.all.filter(({ text }) => SEALED.test(text))).toEqual([]);

  for (const position of [1, 2, 3]) {
    const from = received.all.length;
    await fillIn(page, position);
    await submit(page).click();
    await expect(item(page, position + 1)).toBeVisible();
    const feedback = page.getByRole('heading', {
      name: new RegExp(`^Item ${position}: (Correct|Not correct|\\d of \\d points|Score awaited)`),
    });
    await expect(feedback).toBeFocused();
    await received.settled();
    // Keys and explanations arrive one by one, each with the answer that closed its item.
    const disclosed = received.all
      .slice(from)
      .filter(({ text }) => text.includes('responseRecorded')) // a text that is read later repeats its own
      .flatMap(({ text }) => text.match(/"keyAnswer"/g) ?? []);
    expect(disclosed).toHaveLength(1);
  }
  await checkAccessibility(page);
  await screenshot(page, 'candidate-practice');
  await context.close();
  await recruiter.context().close();
});

test('a link that does not work, and an account, lead on', async ({ page }) => {
  await page.goto('/invite/no-such-link');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('does not work');
  await checkAccessibility(page);
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fportal$/);

  await signIn(page, 'candidate2');
  await page.goto('/account');
  await checkAccessibility(page);
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password', { exact: true }).fill('short');
  await page.getByRole('button', { name: /^Change password/ }).click();
  await expect(page.getByText('Choose at least 10 characters.')).toBeVisible();
  await page.getByLabel('New password', { exact: true }).fill('four unrelated words here');
  await page.getByLabel('New password again').fill('four unrelated words here');
  await page.getByRole('button', { name: /^Change password/ }).click();
  await expect(page.getByText('This is not your current password.')).toBeVisible();
  await checkAccessibility(page);
});
