import { createHash, randomBytes } from 'node:crypto';
import { DomainError } from '@/core/errors';
import { hasEnded } from '@/core/evaluation/run';
import { sharedState } from '@/core/evaluation/shared-run';
import { type SHARE_DAYS, SharedRun, type ShareEntry } from '@/protocol/run-share';
import type { Limiter } from '@/server/limits';
import type { Member } from '@/server/policy';
import type { LabelRepository } from '@/server/repositories/label-repository';
import type { RunRepository } from '@/server/repositories/run-repository';
import type { ShareRepository } from '@/server/repositories/share-repository';

type Deps = {
  readonly shares: ShareRepository;
  readonly runs: RunRepository;
  readonly people: Pick<LabelRepository, 'namesOf'>;
  /** Openings by one address, good or not. */
  readonly limiter: Limiter;
  readonly now: () => Date;
};

const DAY_MS = 24 * 3_600_000;
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** Links by which somebody without an account may read one run, until a day, or until the link is revoked. */
export function createShareService({ shares, runs, people, limiter, now }: Deps) {
  const visible = async (member: Member, runId: string): Promise<void> => {
    if ((await runs.organisationOf(runId)) !== member.organisationId) throw new DomainError('run_not_found');
  };
  return {
    /** @throws DomainError `run_not_found`; `run_not_ended` for one whose result is still changing. */
    async create(member: Member, runId: string, days: (typeof SHARE_DAYS)[number]) {
      await visible(member, runId);
      if (!hasEnded(await runs.loadState(runId))) throw new DomainError('run_not_ended');
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const createdAt = now();
      const expiresAt = new Date(createdAt.getTime() + days * DAY_MS);
      const { organisationId, userId: createdBy } = member;
      const id = await shares.create({
        organisationId,
        runId,
        tokenHash: hashOf(token),
        createdBy,
        createdAt,
        expiresAt,
      });
      return { id, token, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
    },

    async list(member: Member, runId: string): Promise<ShareEntry[]> {
      await visible(member, runId);
      const stored = await shares.list(runId);
      const names = await people.namesOf(stored.map(({ createdBy }) => createdBy));
      return stored.map(({ createdBy, createdAt, expiresAt, revokedAt, lastOpenedAt, ...rest }) => ({
        ...rest,
        by: names.get(createdBy) ?? '',
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        revokedAt: revokedAt?.toISOString() ?? null,
        lastOpenedAt: lastOpenedAt?.toISOString() ?? null,
      }));
    },

    /** @throws DomainError `share_not_found` */
    async revoke(member: Member, id: string): Promise<void> {
      if (!(await shares.revoke(member.organisationId, id, member.userId, now()))) {
        throw new DomainError('share_not_found');
      }
    },

    /**
     * The run behind a token, for anybody.
     * @throws DomainError `share_not_found` for a token that is unknown, revoked or over, alike; `too_many_requests`.
     */
    async open(token: string, address: string): Promise<SharedRun> {
      await limiter.take(address);
      const share = TOKEN.test(token) ? await shares.open(hashOf(token), now()) : null;
      if (!share) throw new DomainError('share_not_found');
      const [run, state] = await Promise.all([runs.find(share.runId), runs.loadState(share.runId)]);
      if (!run) throw new DomainError('share_not_found');
      const { source, output, question, rival, createdAt } = run;
      return SharedRun.parse({
        expiresAt: share.expiresAt.toISOString(),
        run: {
          runId: 'shared',
          source,
          output,
          question,
          rival,
          rescoredFrom: null,
          createdAt: createdAt.toISOString(),
          state: sharedState(state),
        },
      });
    },
  };
}
