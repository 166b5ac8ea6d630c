import { createRoute } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { assertSubmittable } from '@/core/evaluation/text';
import { Generate, ModelHealth, Models } from '@/protocol/rest-chat';
import { authorise } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { ALWAYS, body, json, refused, secured } from './describe-route';
import { unprocessable } from './problem';
import { loginOf, newRouter, type RestApp } from './rest-app';

const route = { ...secured('ollama') };
const FORBIDDEN = refused('The role may not do this');

/** The older system's names for the model that is configured here, whatever serves it. */
export function modelRoutes({ chats, allowances }: Services): RestApp {
  const app = newRouter();
  const memberOf = (context: Parameters<typeof loginOf>[0]) => authorise(loginOf(context), 'runs:create');

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/models',
      summary: 'The models there are',
      responses: {
        200: json(Models, 'The models'),
        403: FORBIDDEN,
        ...ALWAYS,
        503: refused('None is configured, or the model server cannot be reached'),
      },
    }),
    async (context) => {
      memberOf(context);
      const names = await chats.models();
      if (!names || !chats.defaultModel)
        throw new DomainError('temporarily_unavailable', 'No language model can be reached.');
      const models = names.map((name) => ({ name, size: null, digest: null, modified_at: null }));
      return context.json({ models, count: models.length, default: chats.defaultModel }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/health',
      summary: 'Whether the model server answers',
      responses: { 200: json(ModelHealth, 'How it stands'), 403: FORBIDDEN, ...ALWAYS },
    }),
    async (context) => {
      memberOf(context);
      const model = chats.defaultModel;
      const isThere = model !== null && (await chats.models()) !== null;
      const message = model === null ? 'No language model is configured.' : 'The model server cannot be asked.';
      const health = isThere
        ? { status: 'healthy' as const, ollama_available: true, message: 'The model server answers.', model }
        : { status: 'unhealthy' as const, ollama_available: false, message, model };
      return context.json(health, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/generate',
      summary: 'One answer as server-sent events; nothing is kept',
      request: { body: body(Generate) },
      responses: {
        200: {
          description:
            '`data:` lines of `{ token, done }`, the last with `done: true`, or `{ error, message, suggestions }`',
          content: { 'text/event-stream': { schema: z.string() } },
        },
        403: FORBIDDEN,
        412: refused('No language model is configured'),
        422: refused('The prompt is empty or too long'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = memberOf(context);
      const given = context.req.valid('json');
      const { model = null, conversation_history: earlier, temperature = null } = given;
      const prompt = given.question ?? given.prompt ?? '';
      await unprocessable(Promise.resolve().then(() => assertSubmittable('prompt', prompt)));
      if (!chats.defaultModel) throw new DomainError('no_model_configured');
      context.set('allowance', await allowances.take('chat', member.userId));
      return streamSSE(context, async (stream) => {
        const gone = new AbortController();
        stream.onAbort(() => gone.abort());
        let sent = 0;
        let writing = Promise.resolve();
        const send = (data: object) => {
          writing = writing.then(() => stream.writeSSE({ data: JSON.stringify(data) }));
        };
        const asked = { prompt, earlier: earlier ?? [], model, temperature };
        const answer = await chats.answerOnce(asked, gone.signal, (text) => {
          send({ token: text.slice(sent), done: false });
          sent = text.length;
        });
        send(answer.status === 'written' ? { token: '', done: true } : { ...answer.failure, done: true });
        await writing;
      }) as never;
    },
  );
  return app;
}
