import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import {
  type CalibrationReport,
  calibrationReport,
  type LabelledClaim,
  type LabelledRun,
  planCalibration,
} from '@/core/evaluation/calibration-report';
import type { PlannedCalibration } from '@/core/evaluation/run-event';
import type { AddLabel, LabelEntry } from '@/protocol/label';
import { storedSummary } from '@/protocol/run-summary';
import type { Member } from '@/server/policy';
import type { LabelRepository } from '@/server/repositories/label-repository';
import type { RunRepository } from '@/server/repositories/run-repository';

type Deps = { readonly labels: LabelRepository; readonly runs: RunRepository; readonly now: () => Date };

const MAX_PLANS = 100;

/** What people say of runs and claims, and what follows from it for the probabilities of later runs. */
export function createLabelService({ labels, runs, now }: Deps) {
  /** The last plan of each organisation with what it was fitted to: fits take long, and every run asks. */
  const plans = new Map<string, { from: string; plan: PlannedCalibration | null }>();
  const visible = async (member: Member, runId: string): Promise<void> => {
    if ((await runs.organisationOf(runId)) !== member.organisationId) throw new DomainError('run_not_found');
  };
  const collected = async (organisationId: string): Promise<{ claims: LabelledClaim[]; outputs: LabelledRun[] }> => {
    const claims: LabelledClaim[] = [];
    const outputs: LabelledRun[] = [];
    for (const { runId, claimId, verdict, score, run } of await labels.ofOrganisation(organisationId)) {
      if (run.summary === null) continue;
      const summary = storedSummary(run.summary);
      const support = summary.support.find((entry) => entry.claimId === claimId);
      if (support && verdict) claims.push({ runId, claimId: support.claimId, pooled: support.pooled, verdict });
      if (claimId === null && score !== null) {
        const period = run.createdAt.toISOString().slice(0, 7);
        outputs.push({ runId, period, human: score, scores: summary.scores });
      }
    }
    return { claims, outputs };
  };

  return {
    async list(member: Member, runId: string): Promise<LabelEntry[]> {
      await visible(member, runId);
      const stored = await labels.list(runId);
      const names = await labels.namesOf(stored.map(({ createdBy }) => createdBy));
      return stored.map(({ createdBy, createdAt, ...label }) => ({
        ...label,
        by: names.get(createdBy) ?? '',
        isOwn: createdBy === member.userId,
        createdAt: createdAt.toISOString(),
      }));
    },

    /** @throws DomainError `run_not_found`, `not_found` for a claim the run does not have. */
    async add(member: Member, input: AddLabel): Promise<{ id: string }> {
      await visible(member, input.runId);
      const { runId, note, policy } = input;
      const isClaim = 'claimId' in input;
      if (isClaim && !(await runs.loadState(runId)).claims.some(({ id }) => id === input.claimId)) {
        throw new DomainError('not_found', 'The run has no such claim.');
      }
      const id = newId();
      await labels.put({
        id,
        organisationId: member.organisationId,
        runId,
        claimId: isClaim ? input.claimId : null,
        verdict: isClaim ? input.verdict : null,
        score: isClaim ? null : input.score,
        note,
        policy,
        createdBy: member.userId,
        createdAt: now(),
      });
      return { id };
    },

    async withdraw(member: Member, id: string): Promise<void> {
      if (!(await labels.withdraw(member.organisationId, id, now()))) throw new DomainError('label_not_found');
    },

    async report(member: Member): Promise<CalibrationReport> {
      const { claims, outputs } = await collected(member.organisationId);
      return calibrationReport(claims, outputs, member.organisationId);
    },

    /** For the plan of a new run; null when the labels do not carry it. */
    async calibrationOf(organisationId: string): Promise<PlannedCalibration | null> {
      const { claims, outputs } = await collected(organisationId);
      const from = createHash('sha256')
        .update(JSON.stringify([claims, outputs]))
        .digest('base64');
      const known = plans.get(organisationId);
      if (known?.from === from) return known.plan;
      const plan = planCalibration(claims, outputs).value;
      plans.delete(organisationId);
      plans.set(organisationId, { from, plan });
      for (const oldest of [...plans.keys()].slice(0, -MAX_PLANS)) plans.delete(oldest);
      return plan;
    },
  };
}
