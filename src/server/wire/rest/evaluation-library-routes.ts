import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { Message } from '@/protocol/rest';
import {
  EvaluationPage,
  EvaluationQuery,
  EvaluationSearch,
  type EvaluationQuery as Query,
  SessionId,
  Share,
  SharedEvaluation,
  ShareRequest,
} from '@/protocol/rest-evaluation';
import { runCsv } from '@/server/export/run-csv';
import { runDocument } from '@/server/export/run-document';
import { runPdf } from '@/server/export/run-pdf';
import { authorise, type Member } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { ALWAYS, body, json, refused, secured } from './describe-route';
import { sessionStatus, sharedView } from './evaluation-view';
import { addressOf, loginOf, newRouter, problem, type RestApp } from './rest-app';

const route = { ...secured('evaluations') };
const NOT_FOUND = refused('No evaluation with this id in the organisation');
const FORBIDDEN = refused('The role may not do this');
const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' };

/** The evaluations an organisation keeps: found again, given away as files and links, and taken out. */
export function evaluationLibraryRoutes(services: Services, publicUrl: string | undefined): RestApp {
  const { evaluations, runLibrary, runPages, shares, allowances } = services;
  const app = newRouter();
  const runId = (id: string): string => {
    if (!z.uuid().safeParse(id).success) throw new DomainError('run_not_found');
    return id;
  };
  const pageOf = async (member: Member, wanted: Query & { q?: string }) => {
    const { entries, total } = await runPages.page(member.organisationId, wanted);
    const sessions = entries.map((entry) => ({
      id: entry.id,
      session_id: entry.id,
      source_preview: entry.sourceStart,
      candidate_preview: entry.outputStart,
      source_text: entry.sourceStart,
      candidate_output: entry.outputStart,
      status: sessionStatus(entry.status, entry.held),
      consensus_score: entry.consensus,
      hallucination_score: entry.hallucination,
      num_judge_results: entry.judged,
      num_verifier_verdicts: entry.checked,
      created_at: entry.createdAt.toISOString(),
      completed_at: entry.endedAt?.toISOString() ?? null,
    }));
    const { page, limit } = wanted;
    return { sessions, total, page, limit, has_more: page * limit < total };
  };
  const pageResponses = {
    200: json(EvaluationPage, 'A page, with previews of 100 characters'),
    403: FORBIDDEN,
    422: refused('A parameter is not one there is'),
    ...ALWAYS,
  };

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/',
      summary: 'The evaluations, a page at a time',
      request: { query: EvaluationQuery },
      responses: pageResponses,
    }),
    async (context) =>
      context.json(await pageOf(authorise(loginOf(context), 'runs:read'), context.req.valid('query')), 200),
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'get',
      path: '/search',
      summary: 'Evaluations by words of their texts, over all of them',
      request: { query: EvaluationSearch },
      responses: pageResponses,
    }),
    async (context) =>
      context.json(await pageOf(authorise(loginOf(context), 'runs:read'), context.req.valid('query')), 200),
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'delete',
      path: '/{id}',
      summary: 'Take it out for good, with its links',
      request: { params: SessionId },
      responses: {
        204: { description: 'It is gone' },
        403: FORBIDDEN,
        404: NOT_FOUND,
        409: refused('It is at work; cancel it first'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = authorise(loginOf(context), 'runs:create');
      const id = runId(context.req.valid('param').id);
      const { run } = await evaluations.get(member, id);
      if (sessionStatus(run.status, run.held) === 'pending') await evaluations.cancel(member, id);
      await runLibrary.remove(member, id);
      return context.body(null, 204);
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
          content: {
            'application/json': { schema: z.unknown() },
            'text/csv': { schema: z.string() },
            'application/pdf': { schema: z.string().meta({ format: 'binary' }) },
          },
        },
        400: refused('`format` is none of json, csv and pdf'),
        403: FORBIDDEN,
        404: NOT_FOUND,
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = authorise(loginOf(context), 'runs:read');
      const format = context.req.valid('query').format.toLowerCase();
      if (format !== 'json' && format !== 'csv' && format !== 'pdf')
        return problem(context, { status: 400, code: 'invalid_input', error: 'format: json, csv or pdf.' }) as never;
      const id = runId(context.req.valid('param').id);
      const { run, state } = await evaluations.get(member, id);
      context.set('allowance', await allowances.take('exports', member.userId));
      const document = runDocument(run, state, services.now());
      const file = {
        json: () => JSON.stringify(document, null, 2),
        csv: () => runCsv(document),
        pdf: async () => new Uint8Array(await runPdf(document)),
      };
      return context.body(await file[format](), 200, {
        'content-type': TYPES[format],
        'content-disposition': `attachment; filename="evaluation-${id}.${format}"`,
        'x-content-type-options': 'nosniff',
      }) as never;
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'post',
      path: '/{id}/share',
      summary: 'Make a link to it for who has no account',
      request: { params: SessionId, body: { ...body(ShareRequest), required: false } },
      responses: {
        200: json(Share, 'The link; its token is told this once'),
        403: FORBIDDEN,
        404: NOT_FOUND,
        409: refused('It has not ended'),
        422: refused('A link is good for 1, 7 or 30 days'),
        ...ALWAYS,
      },
    }),
    async (context) => {
      const member = authorise(loginOf(context), 'runs:create');
      const { expires_in_days: days = 7 } = context.req.valid('json') ?? {};
      const session_id = runId(context.req.valid('param').id);
      const { id, token, createdAt, expiresAt } = await shares.create(member, session_id, days);
      const origin = publicUrl ?? new URL(context.req.url).origin;
      const shareable_url = `/shared/${token}`;
      const share_url = `${origin}${shareable_url}`;
      const link = { session_id, share_id: id, share_token: token, share_url, shareable_url, full_url: share_url };
      return context.json({ ...link, created_at: createdAt, expires_at: expiresAt }, 200);
    },
  );

  app.openapi(
    createRoute({
      ...route,
      method: 'delete',
      path: '/shares/{id}',
      summary: 'Revoke a link',
      request: { params: SessionId },
      responses: { 200: json(Message, 'It opens nothing any more'), 403: FORBIDDEN, 404: NOT_FOUND, ...ALWAYS },
    }),
    async (context) => {
      const { id } = context.req.valid('param');
      if (!z.uuid().safeParse(id).success) throw new DomainError('share_not_found');
      await shares.revoke(authorise(loginOf(context), 'runs:create'), id);
      return context.json({ message: 'The link was revoked' }, 200);
    },
  );

  app.openapi(
    createRoute({
      tags: ['evaluations'],
      method: 'get',
      path: '/shared/{token}',
      summary: 'What a link shows, without signing in',
      request: { params: z.object({ token: z.string().max(200) }) },
      responses: {
        200: json(SharedEvaluation, 'The evaluation, without its number'),
        404: refused('No such link, or it was revoked, or its time is over'),
        429: ALWAYS[429],
        503: ALWAYS[503],
      },
    }),
    async (context) => {
      const shared = await shares.open(context.req.valid('param').token, addressOf(context));
      return context.json(sharedView(shared), 200);
    },
  );
  return app;
}
