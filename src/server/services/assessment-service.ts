import { v7 as newId } from 'uuid';
import {
  type ObservedEvent,
  type ObservedSession,
  observe,
  observedEvent,
  UNOBSERVED,
} from '@/core/assessment/observed-session';
import { settleRules, validateRules } from '@/core/assessment/rules';
import { DomainError } from '@/core/errors';
import { validateSkillGraph } from '@/core/skills/skill-graph';
import { TAXONOMY } from '@/server/bank/taxonomy';
import type { SkillReader } from '@/server/llm/skill-reader';
import type { Member } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { ApplicationRepository } from '@/server/repositories/application-repository';
import type {
  AssessmentDraft,
  AssessmentRepository,
  StoredAssessment,
} from '@/server/repositories/assessment-repository';
import type { EventLog } from '@/server/repositories/event-log';
import { recorded, type SessionRepository, type SessionSummary } from '@/server/repositories/session-repository';
import type { ExamLibrary } from './exam-library';

type Deps = {
  readonly assessments: AssessmentRepository;
  readonly applications: ApplicationRepository;
  readonly sessions: SessionRepository;
  readonly exams: ExamLibrary;
  readonly readSkills: SkillReader;
  readonly log: EventLog;
  readonly bells: Bells;
  readonly now: () => Date;
};

/** Beyond this a device that said nothing counts as gone; devices report every 10 s. */
export const SEEN_FOR_MS = 25_000;

/** Not heard of for longer, a device is away; before that it is likely to come back. */
const RECONNECTING_FOR_MS = 2 * 60_000;

/** Instants are on the standard clock: nothing in it tells how much time a candidate has. */
export type LiveSession = Omit<SessionSummary, 'seenAt' | 'lastSeenAt' | 'pausedAt' | 'version'> & {
  readonly connected: boolean;
  readonly isReconnecting: boolean;
  readonly isPaused: boolean;
};

/** The recruiter's side: build, publish, watch, read results. */
export function createAssessmentService(deps: Deps) {
  const { assessments, applications, sessions, exams, readSkills, log, bells, now } = deps;

  const find = async (member: Member, id: string): Promise<StoredAssessment> => {
    const assessment = await assessments.find(member.organisationId, id);
    if (!assessment) throw new DomainError('assessment_not_found');
    return assessment;
  };

  const validate = (draft: AssessmentDraft): AssessmentDraft => {
    validateSkillGraph(draft.graph);
    for (const node of draft.graph.nodes) {
      if (!TAXONOMY.skills.some((skill) => skill.assessable && skill.id === node.skillId)) {
        throw new DomainError('graph_invalid', `The bank knows no skill "${node.name}".`);
      }
    }
    const rules = settleRules(validateRules(draft.rules), draft.graph);
    if (draft.opensAt && draft.closesAt && draft.opensAt >= draft.closesAt) {
      throw new DomainError('invalid_input', 'The assessment must close after it opens.');
    }
    return { ...draft, rules };
  };

  const live = (summary: SessionSummary, at: Date): LiveSession => {
    const { seenAt, lastSeenAt, version: _version, startedAt, completedAt, pausedAt, ...rest } = summary;
    const isRunning = rest.status === 'inProgress';
    const isWithin = (instant: Date | null, ms: number) => instant !== null && at.getTime() - instant.getTime() < ms;
    const connected = isRunning && isWithin(seenAt, SEEN_FOR_MS);
    return {
      ...rest,
      startedAt: isRunning ? null : startedAt,
      completedAt: completedAt && startedAt && new Date(startedAt.getTime() + rest.timeUsedMs),
      connected,
      isReconnecting: isRunning && !connected && isWithin(lastSeenAt, RECONNECTING_FOR_MS),
      isPaused: isRunning && pausedAt !== null,
    };
  };

  const observable = async (member: Member, sessionId: string) => {
    const owner = await sessions.findOwner(sessionId);
    if (owner?.organisationId !== member.organisationId) throw new DomainError('session_not_found');
    return owner;
  };

  return {
    /** The skills a job description asks for, with where it says so; refuses a text that names none. */
    suggestSkills: (jobDescription: string, signal: AbortSignal = new AbortController().signal) =>
      readSkills(jobDescription, signal),

    /** What the bank can assess; `requires` names the usual prerequisites, which a graph may take over or not. */
    listSkills: () =>
      TAXONOMY.skills
        .filter((skill) => skill.assessable)
        .map(({ id, name, description }) => ({
          skillId: id,
          name,
          description,
          requires: TAXONOMY.prerequisites.filter((edge) => edge.to === id).map((edge) => edge.from),
        })),

    list: (member: Member) => assessments.list(member.organisationId),

    get: find,

    create: async (member: Member, draft: AssessmentDraft) =>
      assessments.create(
        { id: newId(), graphId: newId(), organisationId: member.organisationId, createdBy: member.userId },
        validate(draft),
      ),

    async update(member: Member, id: string, draft: AssessmentDraft): Promise<StoredAssessment> {
      await find(member, id);
      const ids = { id, graphId: newId(), organisationId: member.organisationId };
      if (!(await assessments.replaceDraft(ids, validate(draft)))) throw new DomainError('assessment_not_editable');
      return find(member, id);
    },

    async deleteDraft(member: Member, id: string): Promise<void> {
      await find(member, id);
      if (!(await assessments.deleteDraft(member.organisationId, id))) throw new DomainError('assessment_not_editable');
    },

    /**
     * Fixes graph, rules and bank revision, and opens the assessment now or at its time.
     * @throws DomainError `rules_unsatisfiable` when the bank cannot serve it, naming the skill; `assessment_not_editable`.
     */
    async publish(member: Member, id: string): Promise<StoredAssessment> {
      const assessment = await find(member, id);
      const exam = await exams.ofDraft(member.organisationId, assessment);
      exam.engine.assertServable();
      const at = now();
      if (assessment.closesAt && assessment.closesAt <= at)
        throw new DomainError('invalid_input', 'The closing time is over already.');
      const moved = await assessments.move(member.organisationId, id, ['draft'], {
        status: assessment.opensAt && assessment.opensAt > at ? 'scheduled' : 'live',
        bankRevision: exam.bankRevision,
        publishedAt: at,
      });
      if (!moved) throw new DomainError('assessment_not_editable');
      return find(member, id);
    },

    /** Ends an assessment: nobody can start any more; sessions in progress run to their end. */
    async end(member: Member, id: string): Promise<StoredAssessment> {
      await find(member, id);
      await assessments.move(member.organisationId, id, ['scheduled', 'live'], { status: 'ended', endedAt: now() });
      return find(member, id);
    },

    /** Opens what is due and ends what is over. */
    followSchedule: () => assessments.followSchedule(now()),

    /** Everyone invited, and what became of it. */
    async listApplications(member: Member, assessmentId: string) {
      await find(member, assessmentId);
      const rows = await applications.listForAssessment(member.organisationId, assessmentId);
      return rows.map(({ id, createdAt, shortlisted, candidate, invitations, sessions: attempts }) => ({
        applicationId: id,
        invitedAt: createdAt,
        isShortlisted: shortlisted === true,
        name: candidate.name,
        email: candidate.email,
        linkExpiresAt: invitations[0] && !invitations[0].withdrawnAt ? invitations[0].expiresAt : null,
        sessionId: attempts[0]?.id ?? null,
      }));
    },

    /** Puts a candidate on the shortlist or takes them off it; who has started stays where they are. */
    async shortlist(member: Member, applicationId: string, isShortlisted: boolean): Promise<void> {
      if (!(await applications.setShortlisted(member.organisationId, applicationId, isShortlisted)))
        throw new DomainError('not_found', 'The organisation has no such application.');
    },

    async listSessions(member: Member, assessmentId: string): Promise<LiveSession[]> {
      await find(member, assessmentId);
      const at = now();
      return (await sessions.listByAssessment(member.organisationId, assessmentId)).map((summary) => live(summary, at));
    },

    /**
     * The sessions of an assessment whenever something about them changed, at most twice a second. Each value is whole,
     * so a reader that missed some has lost nothing.
     */
    async *watchSessions(member: Member, assessmentId: string, signal: AbortSignal): AsyncGenerator<LiveSession[]> {
      let wake: () => void = () => undefined;
      let changed = true;
      const ring = () => {
        changed = true;
        wake();
      };
      const stop = bells.listen(bellTopic.assessment(assessmentId), ring);
      const clock = setInterval(ring, SEEN_FOR_MS / 5); // presence fades without a ring
      signal.addEventListener('abort', ring);
      let shown = '';
      try {
        while (!signal.aborted) {
          if (changed) {
            changed = false;
            const rows = await this.listSessions(member, assessmentId);
            const text = JSON.stringify(rows);
            if (text !== shown) yield rows;
            shown = text;
          }
          const pause = new Promise<void>((resolve) => setTimeout(resolve, 500));
          if (!changed && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
          await pause;
        }
      } finally {
        stop();
        clearInterval(clock);
        signal.removeEventListener('abort', ring);
      }
    },

    assertMayObserve: async (member: Member, sessionId: string): Promise<void> =>
      void (await observable(member, sessionId)),

    /** One session with its whole log, as an observer may see it. */
    async observe(
      member: Member,
      sessionId: string,
    ): Promise<{ observed: ObservedSession; session: LiveSession; title: string; assessmentId: string }> {
      const owner = await observable(member, sessionId);
      const assessment = await find(member, owner.assessmentId);
      const events: ObservedEvent[] = (await log.readAll(sessionId)).map(recorded).map(observedEvent);
      const summaries = await sessions.listByAssessment(member.organisationId, owner.assessmentId);
      const summary = summaries.find((candidate) => candidate.sessionId === sessionId);
      if (!summary) throw new DomainError('session_not_found');
      return {
        observed: events.reduce(observe, UNOBSERVED),
        session: live(summary, now()),
        title: assessment.title,
        assessmentId: owner.assessmentId,
      };
    },
  };
}
