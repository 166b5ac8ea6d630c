-- The answer path: response, state, events and the next presentation of any number of sessions in one statement.
--
-- `steps` is an array of
--   { "session": uuid, "expected": int, "at": instant,
--     "row": { "status", "answered", "theta", "thetaSd", "stopReason", "startedAt", "deadlineAt", "completedAt" },
--     "events": [ { "type", "payload" }, ... ],
--     "response"?: { "position", "optionId", "score", "responseTimeMs" },
--     "presentation"?: { "position", "itemId", "itemVersion", "seed", "skillId" },
--     "deadlineJob"?: instant }
-- with at most one step a session. A step is committed only when the session's version still is `expected`; its events
-- get the numbers after it. Returns the sessions whose step was committed; the others had a faster writer.
--
-- Planner settings: a batch is small against its tables, so the primary keys must be used however the tables grow.
create function commit_session_steps(steps jsonb) returns setof uuid
language plpgsql
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
as $$
begin
  if steps @? '$[*].deadlineJob' then
    perform graphile_worker.add_job(
      'expire_session', json_build_object('sessionId', step ->> 'session'),
      run_at => (step ->> 'deadlineJob')::timestamptz, job_key => 'expire:' || (step ->> 'session'))
    from jsonb_array_elements(steps) as step
    where step ? 'deadlineJob';
  end if;

  return query
  with step as materialized (
    select (element ->> 'session')::uuid as session_id,
           (element ->> 'expected')::int as expected,
           (element ->> 'at')::timestamptz as at,
           element -> 'row' as row,
           element -> 'events' as events,
           element -> 'response' as response,
           element -> 'presentation' as presentation
    from jsonb_array_elements(steps) as element
    order by 1
  ), updated as (
    update session s set
      version = step.expected + jsonb_array_length(step.events),
      status = (step.row ->> 'status')::"SessionStatus",
      answered = (step.row ->> 'answered')::int,
      theta = (step.row ->> 'theta')::float8,
      theta_sd = (step.row ->> 'thetaSd')::float8,
      stop_reason = step.row ->> 'stopReason',
      started_at = (step.row ->> 'startedAt')::timestamptz,
      deadline_at = (step.row ->> 'deadlineAt')::timestamptz,
      completed_at = (step.row ->> 'completedAt')::timestamptz
    from step
    where s.id = step.session_id and s.version = step.expected
    returning s.id
  ), responded as (
    insert into response (session_id, position, option_id, score, response_time_ms, responded_at)
    select step.session_id, (response ->> 'position')::int, response ->> 'optionId', (response ->> 'score')::float8,
           (response ->> 'responseTimeMs')::int, step.at
    from step join updated on updated.id = step.session_id
    where response is not null
  ), presented as (
    insert into presentation (session_id, position, item_id, item_version, seed, skill_id, presented_at)
    select step.session_id, (presentation ->> 'position')::int, presentation ->> 'itemId',
           (presentation ->> 'itemVersion')::int, presentation ->> 'seed', presentation ->> 'skillId', step.at
    from step join updated on updated.id = step.session_id
    where presentation is not null
  ), recorded as (
    insert into event (stream, seq, type, payload, at)
    select step.session_id, step.expected + entry.ordinality, entry.value ->> 'type', entry.value -> 'payload', step.at
    from step join updated on updated.id = step.session_id
    cross join lateral jsonb_array_elements(step.events) with ordinality as entry
  )
  select updated.id from updated;
end;
$$;

-- Appends to a run's stream, guarded by the version seen. True when committed.
create function append_run_events(
  run_id uuid, expected int, new_status text, new_summary jsonb, events jsonb, happened_at timestamptz
) returns boolean
language plpgsql
as $$
begin
  update run set
    version = expected + jsonb_array_length(events),
    status = new_status::"RunStatus",
    summary = coalesce(new_summary, summary),
    started_at = coalesce(started_at, case when new_status = 'running' then happened_at end),
    ended_at = case when new_status in ('completed', 'failed', 'cancelled') then happened_at end
  where id = run_id and version = expected;
  if not found then
    return false;
  end if;
  insert into event (stream, seq, type, payload, at)
  select run_id, expected + entry.ordinality, entry.value ->> 'type', entry.value -> 'payload', happened_at
  from jsonb_array_elements(events) with ordinality as entry;
  return true;
end;
$$;
