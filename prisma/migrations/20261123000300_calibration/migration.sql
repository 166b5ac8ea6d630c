-- AlterEnum
ALTER TYPE "ItemStatus" ADD VALUE 'quarantined';

-- CreateTable
CREATE TABLE "item_calibration" (
    "organisation_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "discrimination" DOUBLE PRECISION NOT NULL,
    "difficulty" DOUBLE PRECISION NOT NULL,
    "difficulty_variance" DOUBLE PRECISION NOT NULL,
    "method" TEXT NOT NULL,
    "responses" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_calibration_pkey" PRIMARY KEY ("organisation_id","item_id","item_version","revision")
);

-- CreateTable
CREATE TABLE "item_anchor" (
    "organisation_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_version" INTEGER NOT NULL,
    "skill_id" TEXT NOT NULL,
    "discrimination" DOUBLE PRECISION NOT NULL,
    "difficulty" DOUBLE PRECISION NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_anchor_pkey" PRIMARY KEY ("organisation_id","item_id","item_version")
);

-- CreateTable
CREATE TABLE "item_transition" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_version" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "from" "ItemStatus" NOT NULL,
    "to" "ItemStatus" NOT NULL,
    "cause" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "actor_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_statistics" (
    "organisation_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_version" INTEGER NOT NULL,
    "skill_id" TEXT NOT NULL,
    "responses" INTEGER NOT NULL,
    "tally" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_statistics_pkey" PRIMARY KEY ("organisation_id","item_id","item_version")
);

-- CreateTable
CREATE TABLE "item_observation" (
    "session_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "organisation_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "item_version" INTEGER NOT NULL,
    "skill_id" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "max_points" INTEGER NOT NULL,
    "pilot" BOOLEAN NOT NULL,
    "theta" DOUBLE PRECISION NOT NULL,
    "theta_sd" DOUBLE PRECISION NOT NULL,
    "expected" DOUBLE PRECISION NOT NULL,
    "response_time_ms" INTEGER NOT NULL,
    "option_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_observation_pkey" PRIMARY KEY ("session_id","position")
);

-- CreateTable
CREATE TABLE "exposure_counter" (
    "organisation_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "eligible" DOUBLE PRECISION NOT NULL,
    "given" DOUBLE PRECISION NOT NULL,
    "sessions" INTEGER NOT NULL,
    "presented" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exposure_counter_pkey" PRIMARY KEY ("organisation_id","item_id")
);

-- CreateTable
CREATE TABLE "session_settlement" (
    "session_id" UUID NOT NULL,
    "settled_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_settlement_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "calibration_run" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "revision" INTEGER,
    "summary" JSONB NOT NULL,

    CONSTRAINT "calibration_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "norm_group" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "thetas" DOUBLE PRECISION[],
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "norm_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "demographic_answer" (
    "session_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "demographic_answer_pkey" PRIMARY KEY ("session_id","question")
);

-- CreateTable
CREATE TABLE "session_signal" (
    "session_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "duration_ms" INTEGER,

    CONSTRAINT "session_signal_pkey" PRIMARY KEY ("session_id","at","kind")
);

-- CreateIndex
CREATE INDEX "item_transition_organisation_id_item_id_idx" ON "item_transition"("organisation_id", "item_id");

-- CreateIndex
CREATE INDEX "item_observation_organisation_id_skill_id_idx" ON "item_observation"("organisation_id", "skill_id");

-- CreateIndex
CREATE INDEX "item_observation_assessment_id_item_id_idx" ON "item_observation"("assessment_id", "item_id");

-- CreateIndex
CREATE INDEX "calibration_run_organisation_id_started_at_idx" ON "calibration_run"("organisation_id", "started_at");

-- CreateIndex
CREATE INDEX "norm_group_assessment_id_idx" ON "norm_group"("assessment_id");

-- AddForeignKey
ALTER TABLE "item_observation" ADD CONSTRAINT "item_observation_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_settlement" ADD CONSTRAINT "session_settlement_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "norm_group" ADD CONSTRAINT "norm_group_assessment_id_fkey" FOREIGN KEY ("assessment_id") REFERENCES "assessment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "demographic_answer" ADD CONSTRAINT "demographic_answer_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_signal" ADD CONSTRAINT "session_signal_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A completed session is settled by a job: exposure counted, items learn from its answers. The job is part of the commit
-- that completes the session, and one organisation's jobs run one after the other.
create function queue_settlement() returns trigger
language plpgsql
as $$
begin
  perform graphile_worker.add_job(
    'settle_session', json_build_object('sessionId', new.id),
    queue_name => 'calibration:' || new.organisation_id, job_key => 'settle:' || new.id);
  return null;
end;
$$;

create trigger session_completed
after update of status on session
for each row
when (new.status = 'completed' and old.status is distinct from 'completed')
execute function queue_settlement();
