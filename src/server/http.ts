import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createHTTPHandler } from '@trpc/server/adapters/standalone';
import { v7 as newId } from 'uuid';
import { appRouter } from '@/server/api/root';
import { type AddressRule, settleAddress, settledAddress } from '@/server/client-address';
import type { Database } from '@/server/db';
import { createDocumentsEndpoint, isDocumentsPath } from '@/server/documents/documents-endpoint';
import { createItemsEndpoint, isItemsPath } from '@/server/exchange/items-endpoint';
import { createChatExportEndpoint, isChatExportPath } from '@/server/export/chat-endpoint';
import { createResultsExportEndpoint, isResultsExportPath } from '@/server/export/results-endpoint';
import { createRunExportEndpoint, isRunExportPath } from '@/server/export/run-endpoint';
import type { JobWorker } from '@/server/jobs/worker';
import type { Logger } from '@/server/logger';
import { createMediaEndpoint, MEDIA } from '@/server/media/media-endpoint';
import type { Metrics } from '@/server/metrics';
import type { Services } from '@/server/services/services';
import type { EvaluationSockets } from '@/server/wire/evaluation/evaluation-sockets';
import { OLDER_HEALTH, olderHealth } from '@/server/wire/older-health';
import { isRestPath, type RestListener } from '@/server/wire/rest/rest';
import { withoutLinkToken } from './plain-http';

type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

type Deps = {
  readonly services: Services;
  readonly database: Database;
  readonly jobs: () => JobWorker | null;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly pages: NextHandler;
  readonly rest: RestListener;
  readonly evaluationSockets: EvaluationSockets;
  readonly isDraining: () => boolean;
  readonly addressRule: AddressRule;
};

const API = '/api/trpc';
const MAX_BODY_BYTES = 1024 * 1024;

/** Everything that comes by plain HTTP: health, metrics, the API, and Next for the pages. */
export function createHttpServer(deps: Deps): Server {
  const { services, metrics, log, pages, rest, evaluationSockets, addressRule } = deps;
  const loginOf = async (request: IncomingMessage) =>
    services.identity.resume(await services.tokens.fromCookies(request.headers.cookie));
  const media = createMediaEndpoint({ media: services.media, loginOf, log });
  const documents = createDocumentsEndpoint({ collections: services.collections, loginOf, log });
  const items = createItemsEndpoint({ exchange: services.exchange, loginOf, now: services.now, log });
  const fileDeps = (name: string) => ({
    limiter: services.limits.limiter(name, { points: 60, seconds: 600 }),
    loginOf,
    now: services.now,
    log,
  });
  const runExports = createRunExportEndpoint({ evaluations: services.evaluations, ...fileDeps('run-export') });
  const resultsExports = createResultsExportEndpoint({ reports: services.reports, ...fileDeps('results-export') });
  const chatExports = createChatExportEndpoint({ chats: services.chats, ...fileDeps('chat-export') });
  const api = createHTTPHandler({
    router: appRouter,
    basePath: `${API}/`,
    maxBodySize: MAX_BODY_BYTES,
    createContext: async ({ req }) => ({
      requestId: newId(),
      login: await loginOf(req),
      address: settledAddress(req.headers),
      connection: null,
      services,
      metrics,
      log,
    }),
  });

  return createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]!;
    settleAddress(request, addressRule);
    if (path === '/healthz') return send(response, 200, { status: 'ok' });
    if (path === '/readyz') return void readiness(deps, response);
    if (OLDER_HEALTH.includes(path)) return void olderHealth(path, deps).then((health) => send(response, 200, health));
    if (path === '/metrics') return void exposition(deps, response);
    if (evaluationSockets.handles(path)) return evaluationSockets.request(request, response);
    if (isRestPath(path)) return rest(request, response);
    if (path.startsWith(`${API}/`)) {
      if (!isSafe(request)) return send(response, 415, { error: 'Send application/json.' });
      if (!isDecodable(path)) return send(response, 400, { error: 'The address is malformed.' });
      return api(request, response);
    }
    if (isDocumentsPath(path)) return void documents(request, response, path);
    if (isRunExportPath(path)) return void runExports(request, response, path);
    if (isResultsExportPath(path)) return void resultsExports(request, response, path);
    if (isChatExportPath(path)) return void chatExports(request, response, path);
    if (isItemsPath(path)) return void items(request, response, path);
    if (path === MEDIA || path.startsWith(`${MEDIA}/`)) return void media(request, response, path);
    pages(request, response).catch((error) => {
      log.error({ path: withoutLinkToken(path), err: error instanceof Error ? error.message : error }, 'page failed');
      if (!response.headersSent) send(response, 500, { error: 'Something went wrong here. It has been noted.' });
    });
  });
}

/** A form on a foreign page can send a POST with our cookie, but not one of type JSON. */
function isSafe(request: IncomingMessage): boolean {
  return request.method !== 'POST' || (request.headers['content-type'] ?? '').startsWith('application/json');
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

async function readiness({ database, jobs, isDraining }: Deps, response: ServerResponse): Promise<void> {
  const isUp = await database.pool.query('select 1').then(
    () => true,
    () => false,
  );
  const checks = { database: isUp, jobs: jobs()?.isHealthy() ?? false, accepting: !isDraining() };
  send(response, Object.values(checks).every(Boolean) ? 200 : 503, checks);
}

async function exposition({ services, metrics }: Deps, response: ServerResponse): Promise<void> {
  // The counts come from the database; when it is away the last known ones are shown.
  await services.counts().then(
    ({ sessions, runs }) => {
      for (const [state, count] of Object.entries(sessions)) metrics.sessions.set({ state }, count);
      for (const [state, count] of Object.entries(runs)) metrics.runs.set({ state }, count);
    },
    () => undefined,
  );
  metrics.payloadEncodings.set(services.payloads.encodings());
  response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(await metrics.registry.metrics());
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}
