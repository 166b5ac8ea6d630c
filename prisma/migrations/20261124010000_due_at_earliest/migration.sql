-- The answer path: response, state, events and the next presentation of any number of sessions in one statement.
--
-- `due_at` is the earliest instant at which something may fall due: whoever looks then sets it anew. Deadlines move later with
-- every answer; a column of an index that moved with them made every answer write to all indexes of the table.
--
-- `steps` is an array of
--   { "session": uuid, "expected": int, "at": instant,
--     "row": { "status", "answered", "theta", "thetaSd", "stopReason", "startedAt", "deadlineAt", "completedAt",
--              "dueAt", "pausedAt", "timeUsedMs" },
--     "events": [ { "type", "payload" }, ... ],
--     "responses": [ { "position", "answer", "points" (null: awaited), "maxPoints", "responseTimeMs" }, ... ],
--     "graded"?: { "position", "points" (null: not measured) },
--     "presentation"?: { "position", "itemId", "itemVersion", "seed", "skillId" },
--     "deadlineJob"?: instant }
-- with at most one step a session. A step is committed only when the session's version still is `expected`; its events
-- get the numbers after it. Returns the sessions whose step was committed; the others had a faster writer.
--
-- A response takes the place of an earlier one at its position. Most steps have one; the end of a session may have several.
--
-- A response whose points are awaited queues the job that reads it, in the same transaction: whatever happens to this
-- process, somebody will.
--
-- What was updated carries its step with it: joining the two again would compare every step with every other.
--
-- Planner settings: a batch is small against its tables, so the primary keys must be used however the tables grow.
create or replace function commit_session_steps(steps jsonb) returns setof uuid
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

  if steps @? '$[*].responses[*] ? (@.points == null)' then
    perform graphile_worker.add_job(
      'grade_response',
      json_build_object('sessionId', step ->> 'session', 'position', (response ->> 'position')::int),
      job_key => 'grade:' || (step ->> 'session') || ':' || (response ->> 'position'))
    from jsonb_array_elements(steps) as step
    cross join lateral jsonb_array_elements(step -> 'responses') as response
    where response -> 'points' = 'null'::jsonb;
  end if;

  return query
  with step as materialized (
    select (element ->> 'session')::uuid as session_id,
           (element ->> 'expected')::int as expected,
           (element ->> 'at')::timestamptz as at,
           element -> 'row' as row,
           element -> 'events' as events,
           element -> 'responses' as responses,
           element -> 'graded' as graded,
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
      completed_at = (step.row ->> 'completedAt')::timestamptz,
      due_at = case when step.row ->> 'dueAt' is not null
                    then least(s.due_at, (step.row ->> 'dueAt')::timestamptz) end,
      paused_at = (step.row ->> 'pausedAt')::timestamptz,
      time_used_ms = (step.row ->> 'timeUsedMs')::int
    from step
    where s.id = step.session_id and s.version = step.expected
    returning s.id, step.expected, step.at, step.events, step.responses, step.graded, step.presentation
  ), responded as (
    insert into response (session_id, position, answer, points, max_points, response_time_ms, responded_at)
    select id, (response ->> 'position')::int, response -> 'answer', (response ->> 'points')::int,
           (response ->> 'maxPoints')::int, (response ->> 'responseTimeMs')::int, updated.at
    from updated cross join lateral jsonb_array_elements(responses) as response
    on conflict (session_id, position) do update set
      answer = excluded.answer, points = excluded.points, max_points = excluded.max_points,
      response_time_ms = excluded.response_time_ms, responded_at = excluded.responded_at
  ), graded as (
    update response r set points = (updated.graded ->> 'points')::int
    from updated
    where updated.graded is not null and r.session_id = updated.id
      and r.position = (updated.graded ->> 'position')::int
  ), presented as (
    insert into presentation (session_id, position, item_id, item_version, seed, skill_id, presented_at)
    select id, (presentation ->> 'position')::int, presentation ->> 'itemId',
           (presentation ->> 'itemVersion')::int, presentation ->> 'seed', presentation ->> 'skillId', updated.at
    from updated where presentation is not null
  ), recorded as (
    insert into event (stream, seq, type, payload, at)
    select id, expected + entry.ordinality, entry.value ->> 'type', entry.value -> 'payload', updated.at
    from updated cross join lateral jsonb_array_elements(events) with ordinality as entry
  )
  select updated.id from updated;
end;
$$;
