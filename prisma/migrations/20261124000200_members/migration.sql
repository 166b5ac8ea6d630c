-- Links by which somebody joins an organisation, once; at most one open for an address.
create table member_invitation (
  id uuid not null,
  organisation_id uuid not null references organisation (id) on delete restrict on update cascade,
  email text not null,
  name text not null,
  role "Role" not null,
  token_hash text not null,
  invited_by uuid not null references users (id) on delete restrict on update cascade,
  created_at timestamptz(3) not null default current_timestamp,
  expires_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  accepted_at timestamptz(3),
  accepted_by uuid,
  constraint member_invitation_pkey primary key (id)
);
create unique index member_invitation_token_hash_key on member_invitation (token_hash);
create index member_invitation_organisation_id_created_at_idx on member_invitation (organisation_id, created_at);

-- The organisation a person with several memberships has chosen to act for; the one joined first until then.
alter table users add column acting_for uuid;
