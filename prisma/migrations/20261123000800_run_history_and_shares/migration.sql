-- The words of a run's texts, for its history. Beside the run and not in it: the row of a run changes many times while it is at work,
-- its words never do. Two texts of at most 50,000 characters stay well below the megabyte a tsvector may have.
create table run_words (
  run_id uuid not null references run (id) on delete cascade on update cascade,
  document tsvector not null,
  constraint run_words_pkey primary key (run_id)
);
insert into run_words (run_id, document)
select id, to_tsvector('simple', output || ' ' || source || ' ' || coalesce(question, '')) from run;
create index run_words_document_idx on run_words using gin (document);

-- What the history is sorted by; runs without a figure come last.
create index run_organisation_id_created_at_id_idx on run (organisation_id, created_at desc, id desc);
create index run_score_high_idx on run (organisation_id, coalesce((summary -> 'consensus' ->> 'value')::float8, -1), id);
create index run_score_low_idx on run (organisation_id, coalesce((summary -> 'consensus' ->> 'value')::float8, 101), id desc);
create index run_hallucination_idx
  on run (organisation_id, coalesce((summary -> 'hallucinationProbability' ->> 'value')::float8, -1), id);
drop index run_organisation_id_created_at_idx;

-- A way to one run for who has the address. Of the token only its hash is kept.
create table share_link (
  id uuid not null,
  organisation_id uuid not null references organisation (id) on delete restrict on update cascade,
  run_id uuid not null references run (id) on delete restrict on update cascade,
  token_hash text not null,
  created_by uuid not null,
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3),
  last_opened_at timestamptz(3),
  times_opened integer not null default 0,
  constraint share_link_pkey primary key (id)
);
create unique index share_link_token_hash_key on share_link (token_hash);
create index share_link_run_id_idx on share_link (run_id);
