import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { bodyLimit } from 'hono/body-limit';
import { authRoutes } from './auth-routes';
import { BASE, createRestApp, problem, type RestApp, type RestDeps } from './rest-app';

/** Two texts of 50,000 characters, four bytes each, and what JSON adds. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Everything under `/api/v1`. */
export function createRest(deps: RestDeps): RestApp {
  const app = createRestApp(deps);
  app.use(
    '*',
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (context) =>
        problem(context as never, { status: 413, code: 'invalid_input', error: 'The request is larger than 1 MiB.' }),
    }),
  );
  app.route('/auth', authRoutes(deps.services));
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Assay',
      version: '1',
      description: 'The REST API for clients of the two older systems and for programs.',
    },
    servers: [{ url: '/' }],
  });
  return app;
}

export type RestListener = (request: IncomingMessage, response: ServerResponse) => void;

export function restListener(deps: RestDeps): RestListener {
  const listen = getRequestListener(createRest(deps).fetch, { overrideGlobalObjects: false });
  return (request, response) => void listen(request, response);
}

export const isRestPath = (path: string): boolean => path === BASE || path.startsWith(`${BASE}/`);
