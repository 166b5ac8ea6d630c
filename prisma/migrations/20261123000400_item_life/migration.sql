-- Items are written, reviewed and published here, not only shipped: versions without a revision are work in progress.
ALTER TABLE "item" ALTER COLUMN "from_revision" DROP NOT NULL,
ADD COLUMN "is_latest" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'shipped',
ADD COLUMN "created_by" UUID,
ADD COLUMN "note" TEXT NOT NULL DEFAULT '',
ADD COLUMN "citations" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN "search_text" TEXT NOT NULL DEFAULT '',
ADD COLUMN "gate_outcome" TEXT NOT NULL DEFAULT 'notRun';

UPDATE "item" SET "search_text" = lower("id" || ' ' || coalesce("content"->>'stem', coalesce("model_id", '')));

UPDATE "item" SET "is_latest" = false
WHERE EXISTS (SELECT 1 FROM "item" later WHERE later."organisation_id" = "item"."organisation_id"
              AND later."id" = "item"."id" AND later."version" > "item"."version");

CREATE INDEX "item_organisation_id_is_latest_status_idx" ON "item"("organisation_id", "is_latest", "status");

CREATE INDEX "audit_entry_organisation_id_subject_at_idx" ON "audit_entry"("organisation_id", "subject", "at");

CREATE TABLE "item_gate" (
    "organisation_id" UUID NOT NULL,
    "item_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "gate" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "decided_by" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_gate_pkey" PRIMARY KEY ("organisation_id","item_id","version","gate")
);

CREATE INDEX "item_gate_organisation_id_gate_result_idx" ON "item_gate"("organisation_id", "gate", "result");

ALTER TABLE "item_gate" ADD CONSTRAINT "item_gate_organisation_id_item_id_version_fkey"
FOREIGN KEY ("organisation_id", "item_id", "version") REFERENCES "item"("organisation_id", "id", "version")
ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "bank_task" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "configuration" JSONB NOT NULL,
    "requested_by" UUID,
    "status" "RunStatus" NOT NULL DEFAULT 'queued',
    "version" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "lease_holder" TEXT,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "bank_task_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "bank_task_organisation_id_created_at_idx" ON "bank_task"("organisation_id", "created_at");
CREATE INDEX "bank_task_status_idx" ON "bank_task"("status");

ALTER TABLE "bank_task" ADD CONSTRAINT "bank_task_organisation_id_fkey"
FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
