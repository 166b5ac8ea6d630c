alter table "application"
  add column "shortlisted" boolean,
  add column "needs_language_time" boolean not null default false,
  add column "needs_condition_time" boolean not null default false;

alter table "session"
  add column "last_seen_at" timestamptz(3),
  add column "due_at" timestamptz(3),
  add column "paused_at" timestamptz(3),
  add column "time_used_ms" integer not null default 0;

create index "session_status_due_at_idx" on "session" ("status", "due_at");

create table "saved_selection" (
  "session_id" uuid not null,
  "position" integer not null,
  "answer" jsonb,
  "saved_at" timestamptz(3) not null,
  constraint "saved_selection_pkey" primary key ("session_id", "position"),
  constraint "saved_selection_session_id_fkey" foreign key ("session_id") references "session" ("id") on delete restrict on update cascade
);
