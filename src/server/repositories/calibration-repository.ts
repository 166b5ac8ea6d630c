import { v7 as newId } from 'uuid';
import type { ExposureSnapshot } from '@/core/assessment/eligibility';
import type { SettledSession } from '@/core/assessment/settled-session';
import { FADE } from '@/core/psychometrics/exposure-control';
import { NO_DRIFT } from '@/core/psychometrics/item-drift';
import { type ItemTally, newTally, tallyAnswer } from '@/core/psychometrics/item-tally';
import type { NewParameters, SkillAnswer } from '@/core/psychometrics/recalibration';
import type { Database } from '@/server/db';
import type { ItemStatus, Prisma } from '@/server/generated/prisma/client';
import type { SessionOwner } from './session-repository';

export type CalibrationRepository = ReturnType<typeof createCalibrationRepository>;

export type ItemName = { readonly itemId: string; readonly itemVersion: number };
export type StoredTally = ItemName & { readonly skillId: string; readonly tally: ItemTally };
export type ItemMove = ItemName & {
  readonly from: ItemStatus;
  readonly to: ItemStatus;
  readonly cause: string;
  readonly reason: string;
  readonly evidence: Readonly<Record<string, number | string | null>>;
  readonly actorId: string | null;
};
export type Publication = {
  readonly parameters: readonly (NewParameters & ItemName)[];
  readonly anchors: readonly (ItemName & { skillId: string; discrimination: number; difficulty: number })[];
  readonly moves: readonly ItemMove[];
};

/** Writers wait for each other, and a session has many items. */
const PATIENT = { maxWait: 20_000, timeout: 60_000 };

const json = (value: unknown) => value as Prisma.InputJsonValue;
const nameOf = ({ itemId, itemVersion }: ItemName) => `${itemId}@${itemVersion}`;

/** What the bank of an organisation has learned from completed sessions. */
export function createCalibrationRepository({ prisma }: Pick<Database, 'prisma'>) {
  /** Writers of one organisation's figures go one at a time, in whichever process they are. */
  const oneWriter = (tx: Prisma.TransactionClient, organisationId: string) =>
    tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`calibration:${organisationId}`}, 0))`;

  return {
    async exposure(organisationId: string): Promise<ExposureSnapshot> {
      const rows = await prisma.exposureCounter.findMany({
        where: { organisationId },
        select: { itemId: true, eligible: true, given: true },
      });
      return new Map(rows.map(({ itemId, eligible, given }) => [itemId, { eligible, given }]));
    },

    /**
     * Stores what a completed session taught. Exposure counts once a session, and each answer once, however often this
     * runs. Returns the tallies of the items that learned something, oldest answer first within each.
     */
    settle: (owner: SessionOwner, { answers, exposure }: SettledSession, at: Date): Promise<StoredTally[]> =>
      prisma.$transaction(async (tx) => {
        const { sessionId, organisationId, assessmentId } = owner;
        await oneWriter(tx, organisationId);
        const { count } = await tx.sessionSettlement.createMany({
          data: [{ sessionId, settledAt: at }],
          skipDuplicates: true,
        });
        if (count === 1) {
          const ids = exposure.map(({ itemId }) => itemId);
          const eligible = exposure.map((entry) => entry.eligible);
          const given = exposure.map((entry) => entry.given);
          await tx.$executeRaw`
            insert into exposure_counter as counter
              (organisation_id, item_id, eligible, given, sessions, presented, updated_at)
            select ${organisationId}::uuid, entry.item_id, entry.eligible, entry.given, 1, entry.given, ${at}
            from unnest(${ids}::text[], ${eligible}::int[], ${given}::int[]) as entry (item_id, eligible, given)
            on conflict (organisation_id, item_id) do update set
              eligible = ${FADE}::float8 * counter.eligible + excluded.eligible,
              given = ${FADE}::float8 * counter.given + excluded.given,
              sessions = counter.sessions + 1,
              presented = counter.presented + excluded.presented,
              updated_at = excluded.updated_at`;
        }
        const fresh = await tx.itemObservation.createManyAndReturn({
          data: answers.map(({ position, item, pilot, points, maxPoints, ability, expected, ...rest }) => ({
            ...{ sessionId, position, organisationId, assessmentId, pilot, points, maxPoints, expected },
            ...{ itemId: item.id, itemVersion: item.version, skillId: item.skillId },
            ...{ theta: ability.theta, thetaSd: ability.sd },
            ...{ responseTimeMs: rest.responseTimeMs, optionId: rest.optionId, at: new Date(rest.at) },
          })),
          skipDuplicates: true,
          select: { position: true },
        });
        const positions = new Set(fresh.map(({ position }) => position));
        const news = answers.filter(({ position }) => positions.has(position));
        if (news.length === 0) return [];
        const tallies = await talliesOf(
          tx,
          organisationId,
          news.map(({ item }) => ({ itemId: item.id, itemVersion: item.version })),
        );
        const learned = new Map<string, StoredTally>();
        for (const { item, points, ability, responseTimeMs, optionId } of news) {
          const name = { itemId: item.id, itemVersion: item.version };
          const before = tallies.get(nameOf(name)) ?? newTally(item.parameters);
          const tally = tallyAnswer(before, item.parameters, { points, ability, responseTimeMs, optionId });
          tallies.set(nameOf(name), tally);
          learned.set(nameOf(name), { ...name, skillId: item.skillId, tally });
        }
        await writeTallies(tx, organisationId, [...learned.values()], at);
        return [...learned.values()];
      }, PATIENT),

    /** Completed sessions that have not been settled, in the order they ended. */
    async sessionsToSettle(organisationId: string, endedAfter: Date): Promise<string[]> {
      const rows = await prisma.session.findMany({
        where: { organisationId, status: 'completed', completedAt: { gte: endedAfter }, settlement: null },
        select: { id: true },
        orderBy: [{ completedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id }) => id);
    },

    /** Whether a session has not been settled, or has scored answers since that the bank has not learned from. */
    async awaitsSettling(sessionId: string): Promise<boolean> {
      const rows = await prisma.$queryRaw<{ awaits: boolean }[]>`
        select not exists (select 1 from session_settlement where session_id = ${sessionId}::uuid)
            or exists (
              select 1 from response r where r.session_id = ${sessionId}::uuid and r.points is not null
              and not exists (select 1 from item_observation o where o.session_id = r.session_id and o.position = r.position)
            ) as awaits`;
      return rows[0]!.awaits;
    },

    /** Queues the job that settles what waits in an organisation; the session names the organisation. */
    async queueSettling({ organisationId, sessionId }: SessionOwner): Promise<void> {
      await prisma.$executeRaw`select queue_settling(${organisationId}::uuid, ${sessionId}::uuid)`;
    },

    /** Queues that job for every organisation in which a session that ended in this time has not been settled. */
    async queueMissed(from: Date, to: Date): Promise<void> {
      await prisma.$executeRaw`
        select queue_settling(organisation.id, missed.id)
        from organisation cross join lateral (
          select id from session
          where organisation_id = organisation.id and status = 'completed'
            and completed_at >= ${from} and completed_at < ${to}
            and not exists (select 1 from session_settlement where session_id = session.id)
          limit 1
        ) missed`;
    },

    /**
     * Gives back the settling jobs, and the queues behind them, that a worker has held for so long that it is gone: the
     * queue would wait for it for hours. Settling twice at once is harmless.
     */
    async releaseAbandoned(minutes: number): Promise<number> {
      return prisma.$executeRaw`
        with queues as (
          update graphile_worker._private_job_queues set locked_at = null, locked_by = null
          where queue_name like 'calibration:%' and locked_at < now() - make_interval(mins => ${minutes}::int)
          returning id
        )
        update graphile_worker._private_jobs job set locked_at = null, locked_by = null, run_at = now()
        from queues
        where job.job_queue_id = queues.id and job.locked_at < now() - make_interval(mins => ${minutes}::int)`;
    },

    /** Of all items, or of one. */
    async tallies(organisationId: string, itemId: string | null = null): Promise<StoredTally[]> {
      const where = { organisationId, ...(itemId !== null && { itemId }) };
      const rows = await prisma.itemStatistics.findMany({ where, orderBy: { itemId: 'asc' } });
      return rows.map(({ itemId, itemVersion, skillId, tally }) => {
        return { itemId, itemVersion, skillId, tally: tally as unknown as ItemTally };
      });
    },

    /** Of these items: which are in quarantine now, and which (`item@version`) had calibrated parameters at a revision. */
    async standingOf(organisationId: string, itemIds: readonly string[], revision: number) {
      const ids = [...itemIds];
      const [items, calibrations] = await Promise.all([
        prisma.item.findMany({
          where: { organisationId, id: { in: ids }, status: 'quarantined' },
          select: { id: true },
        }),
        prisma.itemCalibration.findMany({
          where: { organisationId, itemId: { in: ids }, method: 'marginalLikelihood', revision: { lte: revision } },
          select: { itemId: true, itemVersion: true },
        }),
      ]);
      return { quarantined: new Set(items.map(({ id }) => id)), calibrated: new Set(calibrations.map(nameOf)) };
    },

    async exposureRows(organisationId: string) {
      return prisma.exposureCounter.findMany({ where: { organisationId }, orderBy: { itemId: 'asc' } });
    },

    async transitions(organisationId: string) {
      return prisma.itemTransition.findMany({
        where: { organisationId },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: 200,
      });
    },

    async lastRun(organisationId: string) {
      return prisma.calibrationRun.findFirst({ where: { organisationId }, orderBy: { startedAt: 'desc' } });
    },

    /** Right-or-wrong and graded answers of one skill, oldest session first. */
    async answersOfSkill(organisationId: string, skillId: string): Promise<(SkillAnswer & ItemName)[]> {
      const rows = await prisma.itemObservation.findMany({
        where: { organisationId, skillId },
        select: { sessionId: true, itemId: true, itemVersion: true, points: true },
        orderBy: [{ at: 'asc' }, { sessionId: 'asc' }, { position: 'asc' }],
      });
      return rows.map((row) => ({ ...row, key: nameOf(row) }));
    },

    async anchors(organisationId: string): Promise<Set<string>> {
      const rows = await prisma.itemAnchor.findMany({ where: { organisationId } });
      return new Set(rows.map(nameOf));
    },

    /** Organisations with an answer since their last calibration. */
    async organisationsToCalibrate(): Promise<string[]> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        select statistics.organisation_id as id from item_statistics statistics
        group by statistics.organisation_id
        having max(statistics.updated_at) > coalesce(
          (select max(run.started_at) from calibration_run run
           where run.organisation_id = statistics.organisation_id and run.ended_at is not null), '-infinity')
        order by 1`;
      return rows.map(({ id }) => id);
    },

    /**
     * Makes new parameters and standings one new bank revision; null when there is nothing to publish. What an item was
     * found to be by marginal likelihood is where its single-item updates go on from. A move whose item stands elsewhere
     * by now is left out.
     */
    publish: (organisationId: string, news: Publication, at: Date): Promise<number | null> =>
      prisma.$transaction(async (tx) => {
        await oneWriter(tx, organisationId);
        const moves: ItemMove[] = [];
        for (const move of news.moves) {
          const { count } = await tx.item.updateMany({
            where: { organisationId, id: move.itemId, version: move.itemVersion, status: move.from },
            data: { status: move.to },
          });
          if (count === 1) moves.push(move);
        }
        if (moves.length === 0 && news.parameters.length === 0) return null;
        const { bankRevision: revision } = await tx.organisation.update({
          where: { id: organisationId },
          data: { bankRevision: { increment: 1 } },
          select: { bankRevision: true },
        });
        await tx.itemTransition.createMany({
          data: moves.map((move) => ({
            id: newId(),
            organisationId,
            revision,
            ...move,
            evidence: json(move.evidence),
            at,
          })),
        });
        await tx.itemCalibration.createMany({
          data: news.parameters.map(({ key: _key, thresholds = [], ...row }) => {
            return { organisationId, revision, ...row, thresholds: [...thresholds], createdAt: at };
          }),
        });
        await tx.itemAnchor.createMany({
          data: news.anchors.map((anchor) => ({ organisationId, ...anchor, frozenAt: at })),
          skipDuplicates: true,
        });
        for (const row of news.parameters.filter(({ method }) => method === 'marginalLikelihood')) {
          const { difficulty, difficultyVariance } = row;
          const where = { organisationId, itemId: row.itemId, itemVersion: row.itemVersion };
          const stored = await tx.itemStatistics.findUnique({ where: { organisationId_itemId_itemVersion: where } });
          if (!stored) continue;
          const tally = { ...(stored.tally as unknown as ItemTally), difficulty, difficultyVariance };
          await writeTallies(tx, organisationId, [{ ...row, skillId: stored.skillId, tally }], stored.updatedAt);
        }
        return revision;
      }, PATIENT),

    /** Stops the drift watch of an item from where it stands: it begins anew. */
    async resetDrift(organisationId: string, itemId: string, itemVersion: number): Promise<void> {
      const where = { organisationId_itemId_itemVersion: { organisationId, itemId, itemVersion } };
      await prisma.$transaction(async (tx) => {
        await oneWriter(tx, organisationId);
        const row = await tx.itemStatistics.findUnique({ where });
        if (!row) return;
        const tally = { ...(row.tally as unknown as ItemTally), drift: NO_DRIFT };
        await writeTallies(tx, organisationId, [{ ...row, tally }], row.updatedAt);
      }, PATIENT);
    },

    async recordRun(organisationId: string, startedAt: Date, endedAt: Date, revision: number | null, summary: unknown) {
      const data = { id: newId(), organisationId, startedAt, endedAt, revision, summary: json(summary) };
      await prisma.calibrationRun.create({ data });
    },
  };
}

async function talliesOf(
  tx: Prisma.TransactionClient,
  organisationId: string,
  items: readonly ItemName[],
): Promise<Map<string, ItemTally>> {
  const ids = items.map(({ itemId }) => itemId);
  const versions = items.map(({ itemVersion }) => itemVersion);
  const rows = await tx.$queryRaw<(ItemName & { tally: ItemTally })[]>`
    select item_id as "itemId", item_version as "itemVersion", tally
    from unnest(${ids}::text[], ${versions}::int[]) as wanted (id, version)
    join item_statistics on organisation_id = ${organisationId}::uuid and item_id = id and item_version = version`;
  return new Map(rows.map((row) => [nameOf(row), row.tally]));
}

/** In one statement: a session has many items, and every one of them has learned something. */
async function writeTallies(
  tx: Prisma.TransactionClient,
  organisationId: string,
  tallies: readonly StoredTally[],
  updatedAt: Date,
): Promise<void> {
  const rows = tallies.map(({ itemId, itemVersion, skillId, tally }) => ({ itemId, itemVersion, skillId, tally }));
  await tx.$executeRaw`
    insert into item_statistics (organisation_id, item_id, item_version, skill_id, responses, tally, updated_at)
    select ${organisationId}::uuid, "itemId", "itemVersion", "skillId", (tally ->> 'n')::int, tally, ${updatedAt}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row ("itemId" text, "itemVersion" int, "skillId" text, tally jsonb)
    on conflict (organisation_id, item_id, item_version) do update set
      skill_id = excluded.skill_id, responses = excluded.responses, tally = excluded.tally,
      updated_at = excluded.updated_at`;
}
