-- CreateEnum
CREATE TYPE "DocumentStatus" AS ENUM ('queued', 'indexing', 'ready', 'failed');

-- CreateTable
CREATE TABLE "collection" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "collection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "status" "DocumentStatus" NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "characters" INTEGER,
    "pages" INTEGER,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "building" INTEGER NOT NULL DEFAULT 1,
    "indexed_to" INTEGER NOT NULL DEFAULT 0,
    "index_version" INTEGER NOT NULL DEFAULT 0,
    "passages" INTEGER NOT NULL DEFAULT 0,
    "terms" INTEGER NOT NULL DEFAULT 0,
    "created_by" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "indexed_at" TIMESTAMPTZ(3),
    "lease_holder" TEXT,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_file" (
    "id" UUID NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "document_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_text" (
    "id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "document_text_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passage" (
    "document_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "length" INTEGER NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("document_id","generation","ordinal")
);

-- CreateTable
CREATE TABLE "posting" (
    "document_id" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "term" TEXT NOT NULL,
    "stretch" INTEGER NOT NULL,
    "collection_id" UUID NOT NULL,
    "ordinals" INTEGER[],
    "frequencies" INTEGER[],
    "lengths" INTEGER[],

    CONSTRAINT "posting_pkey" PRIMARY KEY ("document_id","generation","term","stretch")
);

-- CreateIndex
CREATE INDEX "collection_organisation_id_created_at_idx" ON "collection"("organisation_id", "created_at");

-- CreateIndex
CREATE INDEX "document_status_idx" ON "document"("status");

-- CreateIndex
CREATE UNIQUE INDEX "document_collection_id_sha256_key" ON "document"("collection_id", "sha256");

-- CreateIndex
CREATE INDEX "posting_collection_id_term_idx" ON "posting"("collection_id", "term");

-- AddForeignKey
ALTER TABLE "collection" ADD CONSTRAINT "collection_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_file" ADD CONSTRAINT "document_file_id_fkey" FOREIGN KEY ("id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "document_text" ADD CONSTRAINT "document_text_id_fkey" FOREIGN KEY ("id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "posting" ADD CONSTRAINT "posting_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- PDF and DOCX are compressed already.
alter table document_file alter column bytes set storage external;
