import { createRoute } from '@hono/zod-openapi';
import { OwnPreferences, PreferenceChanges, type Preferences } from '@/protocol/rest-evaluation';
import type { Services } from '@/server/services/services';
import { ALWAYS, body, json, refused, secured } from './describe-route';
import { loginOf, newRouter, type RestApp } from './rest-app';

const route = { ...secured('preferences'), path: '/' as const };

/** How a person wants evaluations and chats begun when nothing else is said. */
export function preferenceRoutes({ preferences }: Services): RestApp {
  const app = newRouter();
  const own = async (userId: string, held: Preferences) => {
    const at = await preferences.changedAt(userId);
    return { ...held, user_id: userId, updated_at: at?.toISOString() ?? null };
  };
  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      summary: 'What I prefer',
      responses: { 200: json(OwnPreferences, 'The preferences'), ...ALWAYS },
    }),
    async (context) => {
      const { userId } = loginOf(context);
      return context.json(await own(userId, await preferences.get(userId)), 200);
    },
  );
  app.openapi(
    createRoute({
      ...route,
      method: 'put',
      summary: 'Change some or all of it',
      request: { body: body(PreferenceChanges) },
      responses: { 200: json(OwnPreferences, 'As it is now'), 422: refused('A value is not one there is'), ...ALWAYS },
    }),
    async (context) => {
      const { userId } = loginOf(context);
      return context.json(await own(userId, await preferences.change(userId, context.req.valid('json'))), 200);
    },
  );
  app.openapi(
    createRoute({
      ...route,
      method: 'delete',
      summary: 'Forget what I prefer',
      responses: { 204: { description: 'Nothing is kept any more' }, ...ALWAYS },
    }),
    async (context) => {
      await preferences.reset(loginOf(context).userId);
      return context.body(null, 204);
    },
  );
  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/reset',
      summary: 'Back to how it was in the beginning',
      responses: { 200: json(OwnPreferences, 'As it is now'), ...ALWAYS },
    }),
    async (context) => {
      const { userId } = loginOf(context);
      return context.json(await own(userId, await preferences.reset(userId)), 200);
    },
  );
  return app;
}
