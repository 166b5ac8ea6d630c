-- A second output to compare with, and where claims and verdicts were taken over from.
alter table run add column rival text, add column rescored_from uuid;

create table rubric (
  organisation_id uuid not null references organisation (id) on delete restrict on update cascade,
  id uuid not null,
  version integer not null,
  name text not null,
  text text not null,
  hash text not null,
  created_by uuid not null,
  created_at timestamptz(3) not null default current_timestamp,
  retired_at timestamptz(3),
  constraint rubric_pkey primary key (organisation_id, id, version)
);

create table label (
  id uuid not null,
  organisation_id uuid not null references organisation (id) on delete restrict on update cascade,
  run_id uuid not null references run (id) on delete restrict on update cascade,
  claim_id text,
  verdict text,
  score integer,
  note text not null default '',
  policy text not null default '',
  created_by uuid not null,
  created_at timestamptz(3) not null default current_timestamp,
  withdrawn_at timestamptz(3),
  constraint label_pkey primary key (id),
  -- A claim has a verdict, a run has a score.
  constraint label_says_something check ((claim_id is null) = (verdict is null) and (claim_id is null) = (score is not null)),
  constraint label_verdict check (verdict in ('SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO')),
  constraint label_score check (score between 0 and 100)
);
create index label_organisation_id_withdrawn_at_idx on label (organisation_id, withdrawn_at);
create index label_run_id_idx on label (run_id);
-- One valid label a person and thing.
create unique index label_one_each on label (run_id, coalesce(claim_id, ''), created_by) where withdrawn_at is null;

create table model_answer (
  key text not null,
  organisation_id uuid not null references organisation (id) on delete restrict on update cascade,
  answer jsonb not null,
  created_at timestamptz(3) not null default current_timestamp,
  constraint model_answer_pkey primary key (key)
);
create index model_answer_created_at_idx on model_answer (created_at);
