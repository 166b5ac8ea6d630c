import type { Browser, Page } from '@playwright/test';
import { io } from 'socket.io-client';
import { type Behaviour, says } from '../support/openai-double';
import { checkAccessibility, demoSignIn, expect, signIn, test } from './support/fixtures';
import { startServerWithModel } from './support/server-with-model';

const SOURCE =
  'Marie Curie was born in Warsaw on 7 November 1867. She received the Nobel Prize in Chemistry in 1911. The institute in Paris employed 40 researchers.';
const ANSWER =
  'Marie Curie was born in Warsaw on 7 November 1867. She received the Nobel Prize in Chemistry in 1911. The institute in Paris employed 60 researchers.';
const written = (everyMs: number): Behaviour => ({ kind: 'stream', pieces: ANSWER.match(/.{1,6}/gs)!, everyMs });

const conversation = (page: Page) => page.getByRole('list', { name: 'Conversation' });
const answers = (page: Page) => conversation(page).locator('[data-message=assistant]');
const evaluation = (page: Page) => page.getByRole('region', { name: 'Evaluation of this answer' });
const ask = async (page: Page, question: string) => {
  await page.getByLabel('Your question').fill(question);
  await page.getByLabel('Your question').press('Enter');
};

test('without a model the pages say so, say how to change it, and offer what works without one', async ({ page }) => {
  await signIn(page, 'auditor');
  await page.getByRole('link', { name: 'Chats', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Chats' })).toBeVisible();
  await expect(page.getByText('Set LLM_BASE_URL and LLM_MODEL', { exact: false })).toBeVisible();
  await expect(page.getByRole('link', { name: 'New chat' })).toHaveCount(0);
  await checkAccessibility(page);
  await page.goto('/chats/new');
  await expect(page.getByText('No language model is configured')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Begin chat' })).toHaveCount(0);
  for (const id of ['00000000-0000-7000-8000-000000000000', 'no-id']) {
    await page.goto(`/chats/${id}`);
    await expect(page.getByRole('heading', { level: 1, name: 'You have no such chat' })).toBeAttached();
  }
});

test.describe('with a model', () => {
  test.describe.configure({ mode: 'serial' });
  let server: Awaited<ReturnType<typeof startServerWithModel>>;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    server = await startServerWithModel(written(20));
  });
  test.afterAll(() => server?.dispose());

  const anAuditor = async (browser: Browser, width = 1280) => {
    const context = await browser.newContext({ baseURL: server.origin, viewport: { width, height: 900 } });
    const page = await context.newPage();
    await signIn(page, 'auditor', server.dataDir);
    return page;
  };
  const beginChat = async (page: Page, source: string) => {
    await page.goto('/chats/new');
    await page.getByLabel('Source text').fill(source);
    await page.getByRole('button', { name: 'Begin chat' }).click();
    await page.waitForURL(/\/chats\/[0-9a-f-]{36}$/);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
  };

  test('an answer grows, survives a lost connection, is evaluated, and can be stopped and asked for again', async ({
    browser,
  }) => {
    const page = await anAuditor(browser);
    await page.goto('/chats');
    await expect(page.getByRole('heading', { name: 'No chat yet' })).toBeVisible();
    await checkAccessibility(page);

    await test.step('a chat is begun from a source', async () => {
      await page.getByRole('link', { name: 'New chat' }).click();
      await expect(page.getByLabel('Source text')).toBeVisible();
      await checkAccessibility(page);
      await beginChat(page, SOURCE);
      await expect(page.getByText('Nothing asked yet.', { exact: false })).toBeVisible();
      await checkAccessibility(page);
    });

    await test.step('the words come as they are written; a connection lost in the middle costs none of them', async () => {
      server.double.behave([written(250)], says('{}'));
      await page.evaluate(() => {
        const said: string[] = [];
        Object.assign(window, { said });
        const look = () => {
          for (const region of document.querySelectorAll('[role=status]'))
            if (region.textContent && !said.includes(region.textContent)) said.push(region.textContent);
        };
        new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      });
      await ask(page, 'Who was Marie Curie?');
      await expect(answers(page)).toContainText('Marie Curie was');
      await expect(answers(page)).not.toContainText('researchers');
      await expect(page.getByRole('button', { name: 'Stop the answer' })).toBeVisible();
      await checkAccessibility(page);
      await page.context().setOffline(true);
      await expect(page.getByText('The answer goes on without this page.', { exact: false })).toBeVisible();
      await page.context().setOffline(false);
      await expect(answers(page)).toContainText(ANSWER, { timeout: 30_000 });
      await expect(conversation(page).getByText('Who was Marie Curie?')).toHaveCount(1);
      const spoken = async () => {
        const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
        return said.filter((words) => ANSWER.includes(words));
      };
      await expect.poll(async () => (await spoken()).join(' ')).toBe(ANSWER); // once, whole sentences at a time
      for (const words of await spoken()) expect(words).toMatch(/\.$/);
    });

    await test.step('its evaluation comes in: consensus, judges, claims, and the way to the run', async () => {
      await expect(evaluation(page).getByText('Completed')).toBeVisible({ timeout: 60_000 });
      await expect(evaluation(page).getByText('2 supported, 1 contradicted', { exact: false })).toBeVisible();
      await expect(evaluation(page).getByRole('list', { name: 'Scores of the judges' })).toContainText('Names: ');
      await expect(evaluation(page).getByRole('img', { name: /^Consensus of the panel: \d/ })).toBeVisible();
      await checkAccessibility(page);
      await page.reload();
      await expect(evaluation(page).getByText('2 supported, 1 contradicted', { exact: false })).toBeVisible();
      const chat = page.url();
      await evaluation(page).getByRole('link', { name: 'Claims, evidence and judges' }).click();
      await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
      await expect(page.getByText('Who was Marie Curie?')).toBeVisible();
      await page.goto(chat);
      await expect(page.getByText('Live', { exact: true })).toBeVisible();
    });

    await test.step('the next one is stopped, and had again', async () => {
      await ask(page, 'And the institute?');
      await expect(answers(page).last()).toContainText('Marie Curie');
      await page.getByRole('button', { name: 'Stop the answer' }).press('Enter');
      await expect(answers(page).last()).toContainText('What had been written is kept; it was not evaluated.');
      await expect(page.getByRole('button', { name: 'Ask', exact: true })).toBeFocused();
      await checkAccessibility(page);
      server.double.behave([written(5)], says('{}'));
      await answers(page).last().getByRole('button', { name: 'Ask again' }).press('Enter');
      await expect(answers(page)).toHaveCount(3);
      await expect(answers(page).nth(1)).toBeFocused(); // the button is gone; the place is not
      await expect(answers(page).last()).toContainText(ANSWER);
      await expect(page.getByRole('button', { name: 'Ask again' })).toHaveCount(0);
    });

    await test.step('it is renamed, taken as a file, and deleted', async () => {
      await page.getByRole('button', { name: 'Rename' }).click();
      await page.getByLabel('Title').fill('On Curie');
      await page.getByLabel('Title').press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'On Curie' })).toBeVisible();
      await page.getByRole('button', { name: 'Export' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: /^JSON/ }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^chat-.*\.json$/);
      await page.getByRole('button', { name: 'Delete chat' }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete chat' }).click();
      await page.waitForURL(/\/chats$/);
      await expect(page.getByRole('heading', { name: 'No chat yet' })).toBeVisible();
    });
    await page.context().close();
  });

  test('without a source the figures say that they are agreement alone; what cannot be measured says why', async ({
    browser,
  }) => {
    const page = await anAuditor(browser, 360);
    await beginChat(page, '');
    server.double.behave([written(5), { kind: 'status', status: 400 }, written(5)], says('{}'));
    await ask(page, 'Who was Marie Curie?');
    await expect(evaluation(page).getByRole('heading', { name: 'Not evaluated' })).toBeVisible();
    await expect(evaluation(page)).toContainText('the second answer to compare with did not come');
    await checkAccessibility(page);
    await evaluation(page).getByRole('button', { name: 'Evaluate now' }).click();
    await expect(evaluation(page).last()).toContainText('not whether either is true', { timeout: 60_000 });
    await expect(evaluation(page).last().getByText('Completed')).toBeVisible({ timeout: 60_000 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await checkAccessibility(page);
    await page.context().close();
  });

  test('what programs ask by REST and Socket.IO is on the page as it happens, and they hear what the page asks', async ({
    browser,
  }) => {
    server.double.behave([written(5)], says('{}'));
    const page = await anAuditor(browser);
    const { email, password } = demoSignIn('auditor', server.dataDir);
    const post = async (path: string, body: object, token?: string) => {
      const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
      const response = await fetch(`${server.origin}/api/v1${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      expect(response.ok, await response.clone().text()).toBe(true);
      return response.json();
    };
    const { access_token: token } = await post('/auth/login', { email, password });
    const { id } = await post('/chat/sessions', { title: 'From a program', source_text: SOURCE }, token);
    await page.goto('/chats');
    await page.getByRole('link', { name: 'From a program' }).click();
    await expect(page.getByText('Nothing asked yet.', { exact: false })).toBeVisible();
    await post(`/chat/sessions/${id}/messages`, { content: 'Asked over REST' }, token);
    await expect(conversation(page).getByText('Asked over REST')).toBeVisible();
    await expect(answers(page)).toContainText(ANSWER);

    const socket = io(server.origin, { path: '/ws/socket.io', auth: { token }, transports: ['websocket'] });
    const heard: string[] = [];
    socket.on('message_saved', ({ content }: { content: string }) => heard.push(content));
    socket.on('generation_complete', ({ response }: { response: string }) => heard.push(response));
    await socket.emitWithAck('join_chat_session', { chat_session_id: id });
    await ask(page, 'Asked on the page');
    await expect(answers(page)).toHaveCount(2);
    await expect(answers(page).last()).toContainText(ANSWER);
    await expect.poll(() => heard).toEqual(expect.arrayContaining(['Asked on the page', ANSWER]));
    await socket.emitWithAck('chat_message', { chat_session_id: id, question: 'Asked over Socket.IO' });
    await expect(conversation(page).getByText('Asked over Socket.IO')).toBeVisible();
    await expect(answers(page)).toHaveCount(3);
    await expect(answers(page).last()).toContainText(ANSWER);
    socket.close();
    await page.context().close();
  });

  test('an answer whose server was killed is said to be cut off, on the page that was open, and is had again', async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const page = await anAuditor(browser);
    await beginChat(page, SOURCE);
    server.double.behave([written(500)], says('{}'));
    await ask(page, 'Who was Marie Curie?');
    await expect(answers(page)).toContainText('Marie Curie was born');
    const chatId = new URL(page.url()).pathname.split('/').at(-1);
    const input = encodeURIComponent(JSON.stringify({ chatId }));
    const stored = async () => {
      const { result } = await (await page.request.get(`/api/trpc/chat.get?input=${input}`)).json();
      return result.data.messages.at(-1).content as string;
    };
    await expect.poll(stored).toContain('Marie'); // each second
    await server.kill();
    await expect(page.getByText('Reconnecting', { exact: false }).first()).toBeVisible();
    await expect(answers(page)).toContainText('Marie Curie was born');
    server.double.behave([written(5)], says('{}'));
    await server.start();
    await expect(answers(page)).toContainText('The answer was cut off', { timeout: 40_000 });
    await expect(answers(page)).toContainText('Marie Curie');
    await checkAccessibility(page);
    await answers(page).getByRole('button', { name: 'Ask again' }).click();
    await expect(answers(page).last()).toContainText(ANSWER);
    await expect(evaluation(page).getByText('Completed')).toBeVisible({ timeout: 60_000 });
    await expect(conversation(page).getByText('Who was Marie Curie?')).toHaveCount(1);
    await page.context().close();
  });
});
