import { checkAccessibility, expect, signIn, test } from './support/fixtures';

type Reply<T> = { result: { data: T } };

test('a candidate asks the interviewer without touching the item, and the recruiter reads it in log and report', async ({
  browser,
}) => {
  const recruiter = await (await browser.newContext()).newPage();
  await signIn(recruiter, 'recruiter');
  const post = async <T>(path: string, data: unknown) => {
    const response = await recruiter.request.post(`/api/trpc/${path}`, { data });
    expect(response.ok()).toBe(true);
    return ((await response.json()) as Reply<T>).result.data;
  };
  const title = `Interviewer ${crypto.randomUUID().slice(0, 8)}`;
  const { id } = await post<{ id: string }>('assessment.create', {
    title,
    jobDescription: '',
    graph: { nodes: [{ skillId: 'sql', name: 'SQL', priority: 'H' }], edges: [] },
    rules: { timeLimitMs: 20 * 60_000, minItems: 4, maxItems: 4, feedbackMode: 'none' },
    opensAt: null,
    closesAt: null,
  });
  await post('assessment.publish', { id });
  const { token } = await post<{ token: string }>('invitation.create', {
    assessmentId: id,
    email: `${crypto.randomUUID()}@example.org`,
    name: 'Ada',
  });

  const page = await (await browser.newContext({ viewport: { width: 360, height: 760 } })).newPage();
  await page.goto(`/invite/${token}`);
  await expect(async () => {
    const enter = page.getByRole('button', { name: 'Continue as Ada' });
    if (await enter.isVisible()) await enter.click(); // does nothing yet on a page that has not come alive
    await expect(page).toHaveURL(/\/portal\/[\w-]+$/, { timeout: 10_000 });
  }).toPass();
  await page.getByRole('checkbox', { name: /I have read/ }).check();
  await page.getByRole('button', { name: 'Start assessment' }).click();
  await expect(page.getByRole('heading', { name: /^Item 1 of/ })).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();

  // Folded on a phone; letters typed here choose no option.
  const question = page.getByLabel('Your question');
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: 'Ask the interviewer' }).click();
  await question.fill('');
  await question.pressSequentially('How much time');
  await question.press('Shift+Enter');
  await question.pressSequentially('is left? a b c d');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await question.press('Enter');
  const exchange = page.getByRole('list', { name: 'Questions about this item' });
  await expect(exchange.getByText(/You have about 19 minutes left/)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Interviewer: You have about' })).toBeAttached();
  await expect(question).toHaveValue('');
  await checkAccessibility(page);

  await question.fill('Is it B?');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(exchange.getByText(/I cannot say anything about what is right/)).toBeVisible();
  await question.fill('Could I have a hint?');
  await question.press('Enter');
  await expect(exchange.getByText(/hint/).last()).toBeVisible();
  await question.fill('x'.repeat(601));
  await question.press('Enter');
  await expect(page.getByText(/at most 600 characters/)).toBeVisible();
  await question.fill('');

  // The item stands as it did, a reload keeps what was said, and the next item begins anew.
  await page.reload();
  await page.getByRole('button', { name: 'Ask the interviewer' }).click();
  await expect(exchange.getByText(/I cannot say anything about what is right/)).toBeVisible();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Submit answer' }).click();
  await expect(page.getByRole('heading', { name: /^Item 2 of/ })).toBeVisible();
  await expect(exchange).toBeHidden();
  await expect(page.getByText('You asked: Is it B?')).toBeVisible(); // as a line in the conversation above the item
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Hand in' }).click();
  await expect(page.getByRole('heading', { name: /assessment is complete/ })).toBeVisible();
  await checkAccessibility(page);

  const sessionId = new URL(page.url()).pathname.split('/').at(-1);
  await recruiter.goto(`/assessments/${id}/sessions/${sessionId}`);
  const log = recruiter.getByRole('list', { name: 'Session log' });
  await expect(log.getByText('Candidate asked: Is it B?')).toBeVisible();
  await expect(log.getByText('Interviewer replied: told how much time was left.')).toBeVisible();
  await expect(log.getByText(/minutes left/)).toHaveCount(0);
  await expect(log.getByText('Answered by rules').first()).toBeVisible();
  await checkAccessibility(recruiter);
  await recruiter.goto(`/assessments/${id}/sessions/${sessionId}/report`);
  await expect(recruiter.getByText(/3 questions to the interviewer/)).toBeVisible();
  await page.context().close();
  await recruiter.context().close();
});
