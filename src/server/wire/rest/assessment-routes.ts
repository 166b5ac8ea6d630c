import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { ReportAnalysisSchema } from '@/protocol/report';
import { AssessmentResults, AssessmentStarted, MyAssessment, StartAssessment } from '@/protocol/rest-assessment';
import { SessionId as Id } from '@/protocol/rest-evaluation';
import { LiveSessionSchema } from '@/protocol/session';
import { liveSessionOutput } from '@/server/api/assessment/output';
import { authorise } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { ALWAYS, body, json, refused, secured } from './describe-route';
import { loginOf, newRouter, type RestApp } from './rest-app';

const route = { ...secured('assessments') };
const FORBIDDEN = refused('The role may not do this');

/** Assessments for programs: the candidate's own, and what the organisation reads of its attempts. */
export function assessmentRoutes({ applications, sessions, assessments, reports }: Services): RestApp {
  const app = newRouter();
  const known = (id: string, code: 'not_found' | 'session_not_found' | 'assessment_not_found'): string => {
    if (!z.uuid().safeParse(id).success) throw new DomainError(code);
    return id;
  };

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/',
      summary: 'What I was invited to',
      responses: {
        200: json(z.array(MyAssessment), 'The latest first, each with its `test_id` for the sockets'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const mine = await applications.list(loginOf(context));
      return context.json(
        mine.map((application) => ({ ...application, test_id: application.number })),
        200,
      );
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/{id}/start',
      summary: 'Start it, by its application, or find the attempt that runs',
      request: { params: Id, body: body(StartAssessment) },
      responses: {
        201: json(AssessmentStarted, 'The attempt; go on over `/ws/assessment` or on the page'),
        404: refused('You have no such application'),
        412: refused('It cannot be started now, or without consent; the code says why'),
        422: refused('A field is malformed'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const login = loginOf(context);
      const applicationId = known(context.req.valid('param').id, 'not_found');
      const { consent, new_attempt: isNewAttempt = false } = context.req.valid('json');
      const { sessionId } = await sessions.start(login, { applicationId, consent, isNewAttempt });
      const { view } = await sessions.get(login, sessionId);
      const { status, deadlineAt: deadline_at } = view;
      return context.json({ session_id: sessionId, status, deadline_at }, 201);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/sessions/{id}/results',
      summary: 'What I am told of my attempt',
      request: { params: Id },
      responses: {
        200: json(AssessmentResults, 'As far as the assessment shows results; what it does not show is null'),
        404: refused('You have no such attempt'),
        409: refused('It is not over'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const id = known(context.req.valid('param').id, 'session_not_found');
      const { view, title } = await sessions.get(loginOf(context), id);
      if (view.status !== 'completed') throw new DomainError('session_not_completed');
      const { answered, stopReason: stop_reason, feedback } = view;
      return context.json({ session_id: id, title, answered, stop_reason, feedback }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/sessions/{id}/report',
      summary: 'The signs beside the score of an attempt, for the organisation',
      request: { params: Id },
      responses: {
        200: json(ReportAnalysisSchema, 'The report'),
        403: FORBIDDEN,
        404: refused('The organisation has no such attempt'),
        409: refused('It is not over'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = authorise(loginOf(context), 'assessments:observe');
      const id = known(context.req.valid('param').id, 'session_not_found');
      const { percentiles, ...rest } = await reports.analyse(member, id);
      const dated = percentiles.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }));
      return context.json(ReportAnalysisSchema.parse({ ...rest, percentiles: dated }), 200);
    },
  );
  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/{id}/attempts',
      summary: 'Who takes or took an assessment of the organisation',
      request: { params: Id },
      responses: {
        200: json(z.array(LiveSessionSchema), 'The attempts'),
        403: FORBIDDEN,
        404: refused('The organisation has no such assessment'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = authorise(loginOf(context), 'assessments:observe');
      const id = known(context.req.valid('param').id, 'assessment_not_found');
      return context.json((await assessments.listSessions(member, id)).map(liveSessionOutput), 200);
    },
  );
  return app;
}
