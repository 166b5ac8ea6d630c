-- How a person wants evaluations and chats begun when nothing else is said.
create table user_preference (
  user_id uuid not null references users (id) on delete cascade on update cascade,
  judge_models text[],
  retrieval_enabled boolean not null default true,
  aggregation_strategy text not null default 'mean',
  chat_model text,
  theme text not null default 'system',
  notifications boolean not null default true,
  updated_at timestamptz(3) not null default current_timestamp,
  constraint user_preference_pkey primary key (user_id)
);

-- Conversations with a model, whose answers are evaluated.
create table chat_session (
  id uuid not null,
  organisation_id uuid not null references organisation (id) on delete restrict on update cascade,
  user_id uuid not null references users (id) on delete restrict on update cascade,
  title text not null,
  model text not null,
  source text,
  created_at timestamptz(3) not null default current_timestamp,
  updated_at timestamptz(3) not null default current_timestamp,
  constraint chat_session_pkey primary key (id)
);
create index chat_session_user_id_updated_at_idx on chat_session (user_id, updated_at);

create table chat_message (
  id uuid not null,
  chat_id uuid not null references chat_session (id) on delete cascade on update cascade,
  position integer not null,
  role text not null,
  content text not null,
  status text not null,
  failure jsonb,
  model text,
  leased_until timestamptz(3),
  run_id uuid references run (id) on delete set null on update cascade,
  checked_against text,
  unchecked jsonb,
  created_at timestamptz(3) not null default current_timestamp,
  constraint chat_message_pkey primary key (id)
);
create unique index chat_message_chat_id_position_key on chat_message (chat_id, position);
create index chat_message_run_id_idx on chat_message (run_id);
