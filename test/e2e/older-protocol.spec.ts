import { FollowedStream } from '~test/support/followed-stream';
import { OlderCandidate, oldAnswer } from '~test/support/older-candidate';
import { fillIn, submitByKeyboard } from './support/answer-item';
import { demoSignIn, expect, signIn, test } from './support/fixtures';

type Recorded = { seq: number; type: string; at: string; payload: { position?: number; writer?: string } };

test('one session, driven by the page, then by an old client, then by the page again, is one log', async ({
  browser,
  baseURL,
}) => {
  const recruiter = await (await browser.newContext()).newPage();
  await signIn(recruiter, 'recruiter');
  const post = async (path: string, data: unknown) =>
    (await (await recruiter.request.post(`/api/trpc/${path}`, { data })).json()).result.data;
  const title = `Two clients ${Date.now()}`;
  const { id } = await post('assessment.create', {
    title,
    jobDescription: '',
    graph: {
      nodes: [
        { skillId: 'sql', name: 'SQL', priority: 'H' },
        { skillId: 'http', name: 'HTTP', priority: 'M' },
      ],
      edges: [],
    },
    rules: { timeLimitMs: 30 * 60_000, minItems: 6, maxItems: 6, feedbackMode: 'none' },
    opensAt: null,
    closesAt: null,
  });
  await post('assessment.publish', { id });
  const person = demoSignIn('candidate2');
  await post('invitation.create', { assessmentId: id, email: person.email, name: 'Old client' });
  await recruiter.context().close();

  const context = await browser.newContext();
  const page = await context.newPage();
  const item = (position: number) => page.getByRole('heading', { name: new RegExp(`^Item ${position} of at most`) });
  const stem = (position: number) => page.getByRole('region', { name: `Item ${position} of` });
  const answerOnPage = async (position: number) => {
    await expect(item(position)).toBeVisible();
    await fillIn(page, position);
    await submitByKeyboard(page);
  };

  // ---- the page, items 1 and 2
  await signIn(page, 'candidate2');
  await page.getByRole('link', { name: `Read the instructions for ${title}` }).click();
  await page.getByRole('checkbox', { name: /I have read/ }).check();
  await page.getByRole('button', { name: 'Start assessment' }).click();
  await answerOnPage(1);
  await answerOnPage(2);
  await expect(item(3)).toBeVisible();
  await expect(page.getByText('2 of at most 6 answered').first()).toBeVisible();
  const sessionId = page.url().split('/').at(-1)!;

  // ---- the old client, items 3 and 4, with a token of its own, by the number it is told
  const login = await page.request.post('/api/v1/auth/login', {
    form: { username: person.email, password: person.password },
  });
  const { access_token: token } = await login.json();
  const headers = { authorization: `Bearer ${token}` };
  const mine = await (await page.request.get('/api/v1/assessments', { headers })).json();
  const { test_id } = mine.find((application: { title: string }) => application.title === title);
  const client = await OlderCandidate.connect(baseURL!, token, test_id);
  await expect.poll(() => client.told('auth_success')[0]?.recovered_assessment?.assessment_id).toBe(sessionId);
  client.say('start_assessment', { test_id });
  await expect.poll(() => client.told('question').length).toBe(1);
  const [third] = client.told('question');
  expect(third).toMatchObject({ question_number: 3, total_questions: 6 });
  const [line] = third!.question_text.replaceAll('`', '').split('\n'); // the page shows code as such
  await expect(stem(3)).toContainText(line!);
  await expect(page.getByText('You are answering on another device')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit answer' })).toBeDisabled();
  for (const nth of [1, 2]) {
    const asked = client.told('question')[nth - 1]!;
    client.say('submit_answer', { question_id: asked.question_id, selected_option: oldAnswer(asked) });
    await expect.poll(() => client.told('question').length).toBe(nth + 1);
    await expect(item(3 + nth)).toBeVisible(); // the page follows by itself
  }
  await expect(page.getByText('4 of at most 6 answered').first()).toBeVisible();

  // ---- the page again, items 5 and 6; the old client looks on and is told
  await page.getByRole('button', { name: 'Answer here instead' }).click();
  await answerOnPage(5);
  await answerOnPage(6);
  await expect(page.getByRole('heading', { name: /assessment is complete/ })).toBeVisible();
  await expect.poll(() => client.told('assessment_completed').length).toBe(1);
  expect(client.told('assessment_completed')[0]!.results.total_questions).toBe(6);
  expect(client.told('error')).toEqual([]);
  expect(client.told('answer_feedback').map(({ progress }) => progress.questions_answered)).toEqual([3, 4, 5, 6]);
  client.leave();
  const late = await OlderCandidate.connect(baseURL!, token, test_id);
  expect(await late.closed).toBe(4002);

  // ---- the log, read from its beginning as a device that was never there
  const cookies = await context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const follower = new FollowedStream(
    baseURL!,
    cookie,
    'session.onEvent',
    { sessionId },
    ({ type }) => type === 'sessionCompleted',
  );
  await follower.done;
  const events = follower.events as unknown as Recorded[];
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, place) => place + 1));
  const positionsOf = (type: string) =>
    events.filter((event) => event.type === type).map(({ payload }) => payload.position);
  expect(positionsOf('itemPresented')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(positionsOf('responseRecorded')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted());
  const course = events
    .filter(({ type }) => ['writerChanged', 'responseRecorded'].includes(type))
    .map(({ type, payload }) => (type === 'writerChanged' ? payload.writer!.split(':')[0] : payload.position));
  const [pageName] = course.filter((entry) => typeof entry === 'string' && entry !== 'socket');
  expect(course).toEqual([1, 2, 'socket', 3, 4, pageName, 5, 6]);
  const started = events.find(({ type }) => type === 'sessionStarted')!.payload.writer;
  expect(started?.split(':')[0]).toBe(pageName);
  const results = await page.request.get(`/api/v1/assessments/sessions/${sessionId}/results`, { headers });
  expect(await results.json()).toMatchObject({ answered: 6, feedback: null });
  await context.close();
});
