-- Each change of a chat takes the chat's next number, so that who follows it can name the last one seen and get the rest.
alter table chat_session add column revision integer not null default 1;
alter table chat_message
  add column revision integer not null default 1,
  -- What this one question was asked about, where that is not the chat's own source.
  add column source text;
