import type { z } from 'zod';
import type { AssessmentListEntry, AssessmentOutput } from '@/protocol/assessment';
import type { LiveSession } from '@/protocol/session';
import type { AssessmentRepository, StoredAssessment } from '@/server/repositories/assessment-repository';
import type { LiveSession as LiveSessionValue } from '@/server/services/assessment-service';

/** Domain values as they cross the wire: instants as ISO text, nothing that is not named. */
const iso = (instant: Date | null) => instant?.toISOString() ?? null;

export function assessmentOutput(assessment: StoredAssessment): AssessmentOutput {
  const { id, number, title, jobDescription, rules, status, graph } = assessment;
  return {
    id,
    number,
    title,
    jobDescription,
    graph: { nodes: [...graph.nodes], edges: [...graph.edges] },
    rules,
    status,
    createdAt: assessment.createdAt.toISOString(),
    publishedAt: iso(assessment.publishedAt),
    opensAt: iso(assessment.opensAt),
    closesAt: iso(assessment.closesAt),
  };
}

type Listed = Awaited<ReturnType<AssessmentRepository['list']>>[number];

export function listEntryOutput(entry: Listed): z.infer<typeof AssessmentListEntry> {
  const { id, title, status, createdAt, graph, invited, running, completed } = entry;
  const skills = graph.nodes.map((node) => node.name);
  return { id, title, status, createdAt: createdAt.toISOString(), skills, invited, running, completed };
}

export function liveSessionOutput(session: LiveSessionValue): LiveSession {
  const { startedAt, completedAt, ...rest } = session;
  return { ...rest, startedAt: iso(startedAt), completedAt: iso(completedAt) };
}
