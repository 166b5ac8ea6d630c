import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import {
  AggregateQuery,
  AggregateStatistics,
  CreateEvaluation,
  Evaluation,
  EvaluationCancelled,
  EvaluationStarted,
  SessionId,
} from '@/protocol/rest-evaluation';
import { authorise } from '@/server/policy';
import { wishesFrom } from '@/server/services/run-wishes';
import type { Services } from '@/server/services/services';
import { aggregateView } from './aggregate-view';
import { ALWAYS, body, json, refused, secured } from './describe-route';
import { evaluationView } from './evaluation-view';
import { unprocessable } from './problem';
import { loginOf, newRouter, type RestApp } from './rest-app';

const route = { ...secured('evaluations') };
const NOT_FOUND = refused('No evaluation with this id in the organisation');
const FORBIDDEN = refused('The role may not do this');

/** Runs as the older evaluation system's sessions. */
export function evaluationRoutes({ evaluations, preferences, runStatistics, allowances }: Services): RestApp {
  const app = newRouter();
  const reader = (context: Parameters<typeof loginOf>[0]) => authorise(loginOf(context), 'runs:read');
  const creator = (context: Parameters<typeof loginOf>[0]) => authorise(loginOf(context), 'runs:create');
  const runId = (id: string): string => {
    if (!z.uuid().safeParse(id).success) throw new DomainError('run_not_found');
    return id;
  };

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/',
      summary: 'Make an evaluation; it waits for its start',
      request: { body: body(CreateEvaluation) },
      responses: {
        201: json(Evaluation, 'The evaluation, `pending`'),
        403: FORBIDDEN,
        422: refused('A text is missing, empty, too long or not a text'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = creator(context);
      const { source_text: source, candidate_output: output, question = null, config } = context.req.valid('json');
      context.set('allowance', await allowances.take('evaluations', member.userId));
      const preferred = await preferences.get(member.userId);
      const configuration = wishesFrom(config, preferred, runStatistics.options().panel);
      const { runId: id } = await unprocessable(
        evaluations.create(member, { source, output, question, configuration }, { held: true }),
      );
      const { run, state } = await evaluations.get(member, id);
      return context.json(evaluationView(run, state), 201);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/statistics/aggregate',
      summary: 'Figures over the evaluations of the last days',
      request: { query: AggregateQuery },
      responses: {
        200: json(AggregateStatistics, 'The figures, each with its n or the reason why there is none'),
        403: FORBIDDEN,
        422: refused('`days` is not a whole number from 1 to 365'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const { days } = context.req.valid('query');
      const { outcomes, isTruncated } = await runStatistics.outcomes(reader(context), days);
      return context.json(aggregateView(outcomes, days, isTruncated), 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/{id}',
      summary: 'An evaluation with everything reached so far',
      request: { params: SessionId },
      responses: { 200: json(Evaluation, 'The evaluation'), 403: FORBIDDEN, 404: NOT_FOUND, ...ALWAYS },
    }),
    async (context) => {
      const { run, state } = await evaluations.get(reader(context), runId(context.req.valid('param').id));
      return context.json(evaluationView(run, state), 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/{id}/start',
      summary: 'Begin',
      request: { params: SessionId },
      responses: {
        202: json(EvaluationStarted, 'It was queued; follow it over Socket.IO or ask again'),
        403: FORBIDDEN,
        404: NOT_FOUND,
        409: refused('It was started before, or has ended'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const id = runId(context.req.valid('param').id);
      await evaluations.start(creator(context), id);
      const websocket_url = `${new URL(context.req.url).origin.replace(/^http/, 'ws')}/ws/socket.io`;
      const started = { message: 'Evaluation started', session_id: id, status: 'processing' as const, websocket_url };
      return context.json(started, 202);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/{id}/cancel',
      summary: 'End it; what was reached is kept',
      request: { params: SessionId },
      responses: {
        200: json(EvaluationCancelled, 'It was ended'),
        403: FORBIDDEN,
        404: NOT_FOUND,
        409: refused('It has ended before'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const id = runId(context.req.valid('param').id);
      await evaluations.cancel(creator(context), id);
      const message = 'Evaluation cancelled; what was reached is kept';
      return context.json({ message, session_id: id, status: 'cancelled' as const }, 200);
    },
  );
  return app;
}
