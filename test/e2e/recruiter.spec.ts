import type { Page } from '@playwright/test';
import { fillIn } from './support/answer-item';
import { checkAccessibility, expect, screenshot, signIn, test } from './support/fixtures';

const JOB_DESCRIPTION = `Senior Backend Engineer (m/f/d)

We build the booking platform behind 900 hotels. Our team of nine ships every day.

What you will do
- Design and run RESTful APIs in Node.js and TypeScript
- Model data in PostgreSQL and keep queries fast

Requirements
- Solid SQL: joins, indexes, transaction isolation
- You have written automated tests for code that other people depend on
- Secure coding habits (OWASP Top 10, OAuth 2.0)

Nice to have
- Kafka or another message queue
- Kubernetes and Terraform
- Experience with time zones; our guests live in all of them`;

const MOST_ITEMS = 10;

test.use({ actionTimeout: 20_000 }); // a step that cannot be taken says which, long before the test is over

test('a recruiter builds an assessment, invites, watches every answer and reads the report', async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  await signIn(page, 'recruiter');
  await expect(page.getByRole('heading', { level: 1, name: 'Assessments' })).toBeVisible();
  await checkAccessibility(page);

  await test.step('skills are read from a job description, with the words they were read from', async () => {
    await page.getByRole('link', { name: 'New assessment' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'New assessment' })).toBeVisible();
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(page.getByText('Choose at least one skill.')).toBeVisible();
    await checkAccessibility(page);
    await page.getByLabel('Job description').fill(JOB_DESCRIPTION);
    await page.getByRole('button', { name: 'Read skills from it' }).click();
    const marked = page.getByRole('region', { name: 'Job description with marked skills' });
    await expect(marked.getByRole('button', { name: /^“PostgreSQL”, read as SQL/ })).toBeVisible();
    await expect(page.getByText('Recognised, but not measured')).toBeVisible();
    await expect(page.getByLabel('Title')).toHaveValue('Senior Backend Engineer');
  });

  await test.step('the graph is edited: a priority, a prerequisite, a skill less and one by hand', async () => {
    const skills = page.getByRole('list', { name: 'Skills in this assessment' });
    await page.getByLabel('Priority of HTTP and web APIs').selectOption('High');
    await page.getByRole('button', { name: 'Remove JavaScript semantics', exact: true }).click();
    await expect(skills.getByText('JavaScript semantics')).toHaveCount(0);
    await page.getByRole('button', { name: /^SQL and relational data, High priority/ }).click();
    await expect(skills.getByText(/Read from “PostgreSQL”/)).toBeVisible();
    await page.getByLabel('Prerequisite of SQL and relational data').selectOption('Testing');
    await page.getByRole('button', { name: 'Add prerequisite' }).click();
    await expect(
      page.getByRole('button', { name: 'Remove Testing as a prerequisite of SQL and relational data' }),
    ).toBeVisible();
    await page.getByLabel('Add a skill').selectOption('Version control with Git');
    await page.getByRole('button', { name: 'Add skill' }).click();
    await expect(skills.getByText('Added by hand.')).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('heading', { name: '2. Skills' }).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: /^\d+\.\s*Secure coding$/ }).click();
    await page.getByRole('heading', { name: '2. Skills' }).evaluate((heading) => heading.scrollIntoView());
    await expect(page.getByText('JavaScript semantics removed.')).toBeHidden();
    await screenshot(page, 'recruiter-graph');
  });

  await test.step('rules that cannot be are refused at their field, and nothing is lost', async () => {
    await page.getByLabel('Time limit in minutes').fill('20');
    await page.getByLabel('Fewest items').fill('12');
    await page.getByLabel('Most items').fill(String(MOST_ITEMS));
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(page.getByText('The minimum number of items is above the maximum.')).toBeVisible();
    await expect(page.getByLabel('Most items')).toBeFocused();
    await page.getByLabel('Fewest items').fill('8');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(page.getByText('This is a draft')).toBeVisible();
    await expect(page).toHaveURL(/\/assessments\/[0-9a-f-]{36}$/);
    await checkAccessibility(page);
  });

  await test.step('the draft keeps what was edited', async () => {
    await page.getByRole('link', { name: 'Edit draft' }).click();
    await expect(page.getByLabel('Priority of HTTP and web APIs')).toHaveValue('H');
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('This is a draft')).toBeVisible();
  });

  const link = await test.step('published, a candidate is invited with a link of their own', async () => {
    await page.getByRole('button', { name: 'Publish' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Publish assessment' }).click();
    await page.getByRole('link', { name: 'Invite a candidate' }).click();
    await expect(page.getByText('Nobody is invited yet')).toBeVisible();
    await checkAccessibility(page);
    await page.getByLabel('Name', { exact: true }).fill('Nora Newcomer');
    await page.getByLabel('Email address').fill(`nora.${Date.now()}@demo.example`);
    await page.getByRole('button', { name: 'Create invitation link' }).click();
    const field = page.getByLabel('Invitation link for Nora Newcomer');
    await expect(field).toHaveValue(/\/invite\/.{20,}/);
    await checkAccessibility(page);
    const first = await field.inputValue();
    await page.getByRole('button', { name: 'New link for Nora Newcomer' }).click();
    await expect(field).not.toHaveValue(first);
    return field.inputValue();
  });

  await page.getByRole('tab', { name: /^Live sessions/ }).click();
  await expect(page.getByText('Nobody has started yet')).toBeVisible();
  await checkAccessibility(page);

  const elsewhere = await browser.newContext();
  const candidate = await elsewhere.newPage();
  await test.step('the candidate signs in by the link and starts', async () => {
    await candidate.goto(link);
    await candidate.getByRole('main').getByRole('button').click();
    await candidate.waitForURL(/\/portal\//);
    await candidate.getByRole('checkbox', { name: /I have read/ }).check();
    await candidate.getByRole('button', { name: 'Start assessment' }).click();
    await expect(candidate.getByRole('button', { name: 'Submit answer' })).toBeVisible();
  });

  await test.step('the live table follows: progress, ability with its band, time left, connection', async () => {
    const row = page.getByRole('row', { name: /Nora Newcomer/ });
    await expect(row).toContainText(`0 of at most ${MOST_ITEMS}`);
    await expect(row).toContainText('No answers yet.');
    await expect(row).toContainText('Connected');
    await expect(row).toContainText(/of 20 minutes/);
    await answer(candidate, 1);
    await expect(row).toContainText(`1 of at most ${MOST_ITEMS}`);
    const ability = row.getByRole('img', { name: /^Ability of Nora Newcomer: \d+, 90 % interval \d+ to \d+/ });
    const before = await ability.getAttribute('aria-label');
    await answer(candidate, 2);
    await expect(row).toContainText(`2 of at most ${MOST_ITEMS}`);
    await expect(ability).not.toHaveAttribute('aria-label', before!);
    await checkAccessibility(page);
    await screenshot(page, 'recruiter-live');
  });

  await test.step('the session page shows the log as it grows', async () => {
    await page.getByRole('link', { name: 'Nora Newcomer' }).click();
    const log = page.getByRole('list', { name: 'Session log' });
    await expect(log.getByText('Item 2 answered')).toBeVisible();
    const overall = page.getByRole('img', { name: /^All skills, weighted: \d+/ });
    const before = await overall.getAttribute('aria-label');
    const lines = await log.locator('> li').count();
    await answer(candidate, 3);
    await expect(log.getByText('Item 3 answered')).toBeVisible();
    await expect(page.getByText(`3 items answered, at most ${MOST_ITEMS}.`)).toBeVisible();
    expect(await log.locator('> li').count()).toBeGreaterThan(lines);
    await expect(overall).not.toHaveAttribute('aria-label', before!);
    await screenshot(page, 'recruiter-session');
    await log.getByText('Show item 3').click();
    const shown = log.getByRole('group').filter({ has: page.getByText('Show item 3') });
    await expect(shown.locator('p, li, pre, h3').first()).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('a lost connection is said, and what was missed is caught up', async () => {
    await page.context().setOffline(true);
    await expect(page.getByText('this page catches up by itself')).toBeVisible();
    await answer(candidate, 4);
    await page.context().setOffline(false);
    await expect(page.getByText('Item 4 answered')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Item 4 answered')).toHaveCount(1);
  });

  await test.step('there is no report before the end', async () => {
    const live = page.url();
    await page.goto(`${live}/report`);
    await expect(page.getByText('This session is not completed')).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Follow the live session' }).click();
    await expect(page).toHaveURL(live);
  });

  await test.step('the end arrives by itself, and the report says what it can carry', async () => {
    const isComplete = candidate.getByText('your assessment is complete');
    for (let position = 5; position <= MOST_ITEMS; position++) {
      await expect(openItem(candidate, position).or(isComplete)).toBeVisible();
      if (await isComplete.isVisible()) break;
      await answer(candidate, position);
    }
    await expect(isComplete).toBeVisible();
    await expect(page.getByText('This session is completed')).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('main').getByRole('link', { name: 'Open report' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Report: Nora Newcomer' })).toBeVisible();
    await expect(page.getByText(/The result is \d+; with 90\s% certainty it lies between \d+ and \d+\./)).toBeVisible();
    await expect(page.getByText('Insufficient evidence').first()).toBeVisible();
    await expect(page.getByText(/^It ended because/)).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Item 1: / })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Method and limits' })).toBeVisible();
    await checkAccessibility(page);
    await screenshot(page, 'recruiter-report');
  });

  await test.step('on A4 nothing runs over the edge', async () => {
    await page.setViewportSize({ width: 672, height: 1000 }); // 210 mm less two margins of 16 mm at 96 dpi
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: 'Print report' })).toBeHidden();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  await test.step('ended for everyone, nobody can be invited any more', async () => {
    await page.getByRole('link', { name: 'Senior Backend Engineer' }).click();
    await expect(page.getByRole('link', { name: 'Report on Nora Newcomer' })).toBeVisible();
    await page.getByRole('button', { name: 'End assessment' }).click();
    await page.getByRole('button', { name: 'End for everyone' }).click();
    await expect(page.getByText('Ended', { exact: true })).toBeVisible();
    await page.getByRole('tab', { name: 'Candidates' }).click();
    await expect(page.getByText('nobody can be invited any more')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create invitation link' })).toHaveCount(0);
    await checkAccessibility(page);
  });
  await elsewhere.close();
});

test('skills can be chosen by hand, and a draft can be deleted', async ({ page }) => {
  await signIn(page, 'recruiter');
  await page.goto('/assessments/new');
  for (const skill of ['HTTP and web APIs', 'Secure coding']) {
    await page.getByLabel('Add a skill').selectOption(skill);
    await page.getByRole('button', { name: 'Add skill' }).click();
  }
  await expect(
    page.getByRole('button', { name: 'Remove HTTP and web APIs as a prerequisite of Secure coding' }),
  ).toBeVisible();
  await page.getByLabel('Title').fill('By hand');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'By hand' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete draft' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete draft' }).click();
  await expect(page).toHaveURL(/\/assessments$/);
  await expect(page.getByRole('link', { name: 'By hand' })).toHaveCount(0);
});

test('a draft is simulated before it is published, and a changed rule makes the outcome an earlier one', async ({
  page,
}) => {
  await signIn(page, 'recruiter');
  await page.goto('/assessments/new');
  const panel = page.locator('section', { has: page.getByRole('heading', { name: 'What to expect' }) });
  const simulate = panel.getByRole('button', { name: 'Simulate 400 candidates' });

  await test.step('without skills it says what is missing, at its place', async () => {
    await expect(async () => {
      await simulate.click();
      await expect(page.getByText('Choose at least one skill.')).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await expect(panel.getByText('Skills or rules need a look first')).toBeVisible();
  });

  await test.step('progress is shown, then what to expect', async () => {
    for (const skill of ['HTTP and web APIs', 'Secure coding', 'SQL and relational data']) {
      await page.getByLabel('Add a skill').selectOption(skill);
      await page.getByRole('button', { name: 'Add skill' }).click();
    }
    await expect(panel.getByText('Skills or rules need a look first')).toBeHidden();
    await page.getByLabel('Time limit in minutes').fill('5');
    const progress = recordProgress(page);
    await simulate.click();
    await expect(panel.getByText(/^400 simulated candidates have finished\. Expect about \d+ items/)).toBeVisible();
    await expect(panel.getByRole('progressbar')).toHaveCount(0);
    expect((await progress).length).toBeGreaterThan(0);
    await expect(panel.getByText('Most would run out of time')).toBeVisible();
    await expect(panel.getByText(/^Nine of ten stay within \d+ minutes\./)).toBeVisible();
    await expect(panel.getByRole('img', { name: /^Secure coding: \d+/ })).toBeVisible();
    await expect(panel.getByText(/^In \d+\s% of the sessions \(\d+ of 400\)/).first()).toBeVisible();
    await expect(panel.getByText(/provisional guesses/)).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('a changed rule makes it the outcome of an earlier draft, until it is simulated again', async () => {
    const earlier = panel.getByText('This is the outcome of an earlier draft');
    await page.getByLabel('Time limit in minutes').fill('90');
    await expect(earlier).toBeVisible();
    await expect(panel.getByText('Most would run out of time')).toBeVisible();
    await checkAccessibility(page);
    await panel.getByRole('button', { name: 'Simulate again' }).press('Enter');
    await expect(earlier).toBeHidden();
    await expect(panel.getByText('The limit of 1 hour 30 minutes is enough for them.')).toBeVisible();
    await expect(panel.getByRole('button', { name: 'Simulate again' })).toBeFocused();
    await panel.evaluate((section) => section.scrollIntoView());
    await screenshot(page, 'recruiter-simulation');
  });

  await test.step('without a connection it says what it waits for, and can be stopped', async () => {
    await page.context().setOffline(true);
    await panel.getByRole('button', { name: 'Simulate again' }).click();
    await expect(panel.getByText(/^Waiting for the connection/)).toBeVisible();
    await panel.getByRole('button', { name: 'Stop the simulation' }).press('Enter');
    await expect(panel.getByRole('progressbar')).toHaveCount(0);
    await expect(panel.getByRole('button', { name: 'Simulate again' })).toBeFocused();
    await page.context().setOffline(false);
  });

  await test.step('what the bank cannot serve is refused in place', async () => {
    await page.getByLabel('Fewest items').fill('100');
    await page.getByLabel('Most items').fill('100');
    await panel.getByRole('button', { name: 'Simulate again' }).click();
    await expect(panel.getByText('This draft could not be simulated')).toBeVisible();
    await expect(panel.getByText(/The bank has too few items/)).toBeVisible();
    await checkAccessibility(page);
  });

  await test.step('a stored draft is simulated on its own page', async () => {
    await page.getByLabel('Fewest items').fill('4');
    await page.getByLabel('Most items').fill('8');
    await page.getByLabel('Title').fill('To be simulated');
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(page.getByText('This is a draft')).toBeVisible();
    await simulate.click();
    await expect(panel.getByText(/^400 simulated candidates have finished/)).toBeVisible();
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Delete draft' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete draft' }).click();
    await expect(page).toHaveURL(/\/assessments$/);
  });
});

test('a job description that names no skill is answered where it was pasted', async ({ page }) => {
  await signIn(page, 'recruiter');
  await page.goto('/assessments/new');
  await page.getByLabel('Job description').fill('Head chef. You cook for ninety guests every evening.');
  await page.getByRole('button', { name: 'Read skills from it' }).click();
  await expect(page.getByText(/names no skill that can be assessed/)).toBeVisible();
  await expect(page.getByLabel('Job description')).toHaveValue(/Head chef/);
  await checkAccessibility(page);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the recruiter's pages fit a phone of 360 px in the ${theme} theme`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, colorScheme: theme });
    const page = await context.newPage();
    await signIn(page, 'recruiter');
    await page.getByRole('link', { name: 'Backend engineer', exact: true }).click();
    await expect(page.getByRole('tab', { name: /^Live sessions/ })).toBeVisible();
    const assessment = new URL(page.url()).pathname;
    const tabs = ['candidates', 'skills', 'rules', 'description'].map((tab) => `${assessment}?tab=${tab}`);
    for (const path of ['/assessments', '/assessments/new', assessment, ...tabs]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // Tabs can be reached once the page is live; a list of tabs that scrolls must not be judged before.
      await expect(page.locator('[role="tablist"][tabindex="-1"]')).toHaveCount(0);
      await checkAccessibility(page);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBeLessThanOrEqual(0);
    }
    await context.close();
  });
}

/** What the progress bar says from now on until it has come and gone. */
function recordProgress(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const said = new Set<string>();
        const observer = new MutationObserver(() => {
          const bar = [...document.querySelectorAll('[role="progressbar"]')].find((each) =>
            /\d+ of 400/.test(each.getAttribute('aria-valuetext') ?? ''),
          );
          if (bar) said.add(bar.getAttribute('aria-valuetext')!);
          else if (said.size > 0) {
            observer.disconnect();
            resolve([...said]);
          }
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      }),
  );
}

const openItem = (candidate: Page, position: number) =>
  candidate.getByRole('heading', { name: `Item ${position} of at most ${MOST_ITEMS}` });

/** Answers the item at a position through the candidate's page, and waits until that item is closed. */
async function answer(candidate: Page, position: number): Promise<void> {
  await expect(openItem(candidate, position)).toBeVisible();
  await fillIn(candidate, position);
  await candidate.getByRole('button', { name: 'Submit answer' }).click();
  await expect(openItem(candidate, position)).toHaveCount(0);
}
