import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import {
  AskChatRest,
  AskedChat,
  ChatMessages,
  ChatPage,
  ChatPageQuery,
  ChatWithMessages,
  CreateChat,
  restChat,
  restChatMessage,
} from '@/protocol/rest-chat';
import { SessionId } from '@/protocol/rest-evaluation';
import { chatFile } from '@/server/export/chat-file';
import { authorise } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { ALWAYS, body, json, refused, secured } from './describe-route';
import { unprocessable } from './problem';
import { loginOf, newRouter, problem, type RestApp } from './rest-app';

const route = { ...secured('chat') };
const NOT_FOUND = refused('You have no chat with this id');
const FORBIDDEN = refused('The role may not do this');

/** A person's chats with a model. What happens in one is told over Socket.IO too. */
export function chatRoutes({ chats, allowances }: Services): RestApp {
  const app = newRouter();
  const memberOf = (context: Parameters<typeof loginOf>[0]) => authorise(loginOf(context), 'chats:use');
  const chatId = (id: string): string => {
    if (!z.uuid().safeParse(id).success) throw new DomainError('not_found', 'You have no such chat.');
    return id;
  };

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/',
      summary: 'Begin a chat',
      request: { body: body(CreateChat) },
      responses: {
        201: json(ChatWithMessages, 'The chat, without messages yet'),
        403: FORBIDDEN,
        422: refused('A field is malformed'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = memberOf(context);
      const { title = null, ollama_model: model = null, source_text: source = null } = context.req.valid('json');
      const chat = await unprocessable(chats.create(member, { title, model, source }));
      return context.json({ ...restChat(chat), messages: [] }, 201);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/',
      summary: 'My chats, the last used first',
      request: { query: ChatPageQuery },
      responses: {
        200: json(ChatPage, 'A page of them'),
        403: FORBIDDEN,
        422: refused('A parameter is not one there is'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = memberOf(context);
      const { page, limit } = context.req.valid('query');
      const { chats: found, total } = await chats.list(member, (page - 1) * limit, limit);
      const ends = await chats.ends(found.map(({ id }) => id));
      const sessions = found.map((chat) => {
        const { count = 0, start = null } = ends.get(chat.id) ?? {};
        return { ...restChat(chat), message_count: count, last_message_preview: start };
      });
      return context.json({ sessions, total, page, limit, has_more: page * limit < total }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/{id}',
      summary: 'A chat with its messages',
      request: { params: SessionId },
      responses: { 200: json(ChatWithMessages, 'The chat'), 403: FORBIDDEN, 404: NOT_FOUND, ...ALWAYS },
    }),
    async (context) => {
      const member = memberOf(context);
      const id = chatId(context.req.valid('param').id);
      const [chat, messages] = [await chats.get(member, id), await chats.messages(member, id)];
      const shown = messages.map((message) => restChatMessage(id, message));
      return context.json({ ...restChat(chat), messages: shown }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'delete',
      path: '/{id}',
      summary: 'Take it out; evaluations of its answers stay',
      request: { params: SessionId },
      responses: { 204: { description: 'It is gone' }, 403: FORBIDDEN, 404: NOT_FOUND, ...ALWAYS },
    }),
    async (context) => {
      await chats.remove(memberOf(context), chatId(context.req.valid('param').id));
      return context.body(null, 204);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/{id}/messages',
      summary: 'Its messages',
      request: { params: SessionId },
      responses: { 200: json(ChatMessages, 'In order'), 403: FORBIDDEN, 404: NOT_FOUND, ...ALWAYS },
    }),
    async (context) => {
      const id = chatId(context.req.valid('param').id);
      const messages = await chats.messages(memberOf(context), id);
      const shown = messages.map((message) => restChatMessage(id, message));
      return context.json(shown, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/{id}/messages',
      summary: 'Ask; the answer is written in the background, and evaluated',
      request: { params: SessionId, body: body(AskChatRest) },
      responses: {
        201: json(AskedChat, 'The question, and the place of its answer'),
        403: FORBIDDEN,
        404: NOT_FOUND,
        409: refused('The answer before is still being written'),
        412: refused('No language model is configured'),
        422: refused('The question is empty or too long'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = memberOf(context);
      const id = chatId(context.req.valid('param').id);
      const { content: question, model = null, source_text: source = null } = context.req.valid('json');
      await chats.get(member, id);
      context.set('allowance', await allowances.take('chat', member.userId));
      const asked = await unprocessable(chats.ask(member, id, { question, model, source }));
      const answer = restChatMessage(id, asked.answer);
      return context.json({ ...restChatMessage(id, asked.question), answer }, 201);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/{id}/export',
      summary: 'As a file',
      request: { params: SessionId, query: z.object({ format: z.string().max(20).default('json') }) },
      responses: {
        200: {
          description: 'The file',
          content: { 'application/json': { schema: ChatWithMessages }, 'text/csv': { schema: z.string() } },
        },
        400: refused('`format` is neither json nor csv'),
        403: FORBIDDEN,
        404: NOT_FOUND,
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = memberOf(context);
      const format = context.req.valid('query').format.toLowerCase();
      if (format !== 'json' && format !== 'csv')
        return problem(context, { status: 400, code: 'invalid_input', error: 'format: json or csv.' }) as never;
      const id = chatId(context.req.valid('param').id);
      const chat = await chats.get(member, id);
      const messages = await chats.messages(member, id);
      context.set('allowance', await allowances.take('exports', member.userId));
      const { name, type, body: file } = chatFile(chat, messages, format);
      return context.body(file as string, 200, {
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
        'x-content-type-options': 'nosniff',
      }) as never;
    },
  );
  return app;
}
