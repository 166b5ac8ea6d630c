import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { assessmentRoutes } from './assessment-routes';
import { authRoutes } from './auth-routes';
import { chatRoutes } from './chat-routes';
import { type ApiDocument, documentPage } from './document-page';
import { evaluationLibraryRoutes } from './evaluation-library-routes';
import { evaluationRoutes } from './evaluation-routes';
import { modelRoutes } from './model-routes';
import { preferenceRoutes } from './preference-routes';
import { BASE, createRestApp, problem, type RestApp, type RestDeps } from './rest-app';

/** Two texts of 50,000 characters, four bytes each, and what JSON adds. */
const MAX_BODY_BYTES = 1024 * 1024;

const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'Assay',
    version: '1',
    description: 'The REST API for clients of the two older systems and for programs.',
  },
  servers: [{ url: '/' }],
};

/** Everything under `/api/v1`. */
export function createRest(deps: RestDeps): RestApp {
  const app = createRestApp(deps);
  app.use('*', async (context, next) => {
    if (context.req.header('transfer-encoding')) {
      const error = 'Send the body with a Content-Length.'; // otherwise it would have to be read to know that it is too long
      return problem(context as never, { status: 411, code: 'invalid_input', error });
    }
    if (Number(context.req.header('content-length') ?? 0) > MAX_BODY_BYTES) {
      const error = 'The request is larger than 1 MiB.';
      return problem(context as never, { status: 413, code: 'invalid_input', error });
    }
    await next();
  });
  app.route('/auth', authRoutes(deps.services));
  app.route('/evaluations', evaluationLibraryRoutes(deps.services, deps.publicUrl));
  app.route('/evaluations', evaluationRoutes(deps.services));
  app.route('/chat/sessions', chatRoutes(deps.services));
  app.route('/assessments', assessmentRoutes(deps.services));
  app.route('/ollama', modelRoutes(deps.services));
  app.route('/preferences', preferenceRoutes(deps.services));
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  const document = () => withBodyRefusals(app.getOpenAPI31Document(DOCUMENT) as unknown as ApiDocument);
  app.get('/openapi.json', (context) => context.json(document()));
  const readable = (context: {
    html(page: string, status: 200, headers: Record<string, string>): Response | Promise<Response>;
  }) =>
    context.html(documentPage(document()), 200, {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    });
  app.get('/', readable);
  app.get('/docs', readable);
  return app;
}

/** What every route that takes a body may say of it before the route itself sees it. */
const BODY_REFUSALS = {
  400: 'The body is no JSON',
  411: 'The body has no length',
  413: 'The body is larger than 1 MiB',
  415: 'The body is of a type that is not taken here',
};

function withBodyRefusals(document: ApiDocument): ApiDocument {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } };
  const refusals = Object.fromEntries(
    Object.entries(BODY_REFUSALS).map(([status, description]) => [status, { description, content }]),
  );
  const paths = Object.entries(document.paths ?? {}).map(([path, methods]) => {
    const operations = Object.entries(methods).map(([method, operation]) => {
      const responses = operation.requestBody ? { ...refusals, ...operation.responses } : operation.responses;
      return [method, { ...operation, responses }];
    });
    return [path, Object.fromEntries(operations)];
  });
  return { ...document, paths: Object.fromEntries(paths) };
}

export type RestListener = (request: IncomingMessage, response: ServerResponse) => void;

export function restListener(deps: RestDeps): RestListener {
  const listen = getRequestListener(createRest(deps).fetch, { overrideGlobalObjects: false });
  return (request, response) => void listen(request, response);
}

export const isRestPath = (path: string): boolean => path === BASE || path.startsWith(`${BASE}/`);
