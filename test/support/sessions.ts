import { type CandidateEvent, type CandidateView, foldCandidateView, openItem } from '@/core/assessment/candidate-view';
import type { Rules } from '@/core/assessment/rules';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { ApiError, ApiSocket } from './api-socket';
import type { AssayServer, TestPerson } from './assay-server';
import { answerWith } from './some-answer';

export type Step = { events: CandidateEvent[]; serverNow: string };

export type StartedSession = Awaited<ReturnType<typeof startSession>>;

/** A candidate on a socket with a session just started, in an assessment of its own. */
export async function startSession(
  assay: AssayServer,
  organisationId: string,
  recruiter: TestPerson,
  rules: Partial<Rules> = {},
  graph?: SkillGraph,
) {
  const { invite, assessmentId } = await assay.publish(organisationId, recruiter.id, rules, graph);
  const candidate = await assay.addPerson();
  const applicationId = await invite(candidate);
  const socket = await ApiSocket.connect(assay.origin, { cookie: candidate.cookie });
  const { sessionId } = await socket.mutate<{ sessionId: string }>('session.start', { applicationId, consent: true });
  const { view } = await socket.query<{ view: CandidateView }>('session.get', { sessionId });
  return { candidate, socket, sessionId, view, assessmentId, applicationId };
}

export const answer = (socket: ApiSocket, sessionId: string, view: CandidateView, optionId = 'A') =>
  socket.mutate<Step>('session.submitResponse', {
    sessionId,
    position: openItem(view)!.position,
    answer: answerWith(openItem(view)!.shown, optionId),
  });

/** Answers until the session is over; `choose` gets the view with the open item. */
export async function finish(
  socket: ApiSocket,
  sessionId: string,
  start: CandidateView,
  choose: (view: CandidateView) => string = () => 'A',
): Promise<CandidateView> {
  let view = start;
  while (view.status === 'inProgress')
    view = (await answer(socket, sessionId, view, choose(view))).events.reduce(foldCandidateView, view);
  return view;
}

/** The refusal code a call ended with; null when it was served. Anything but a refusal is thrown on. */
export async function refusalOf(call: Promise<unknown>): Promise<string | null> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof ApiError && error.code !== null) return error.code;
    throw error;
  }
}

/** Everything stored about a session that a command could change. */
export async function storedSession({ database }: AssayServer, sessionId: string) {
  const [row, events, responses, presentations] = await Promise.all(
    [
      `select id, status, version, answered, theta, theta_sd, stop_reason, started_at, deadline_at, completed_at
       from session where id = $1`,
      'select * from event where stream = $1 order by seq',
      'select * from response where session_id = $1 order by position',
      'select * from presentation where session_id = $1 order by position',
    ].map(async (text) => (await database.pool.query(text, [sessionId])).rows),
  );
  return { row: row![0], events: events!, responses: responses!, presentations: presentations! };
}
