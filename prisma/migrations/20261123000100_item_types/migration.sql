-- An answer is what its item's type takes, and earns whole points that may come later.
ALTER TABLE "response" ADD COLUMN "answer" JSONB;
UPDATE "response" SET "answer" = jsonb_build_object('type', 'singleChoice', 'optionId', coalesce("option_id", ''));
ALTER TABLE "response" ALTER COLUMN "answer" SET NOT NULL, DROP COLUMN "option_id";
ALTER TABLE "response" RENAME COLUMN "score" TO "points";
ALTER TABLE "response" ALTER COLUMN "points" TYPE INTEGER USING round("points")::int, ALTER COLUMN "points" DROP NOT NULL;
ALTER TABLE "response" ADD COLUMN "max_points" INTEGER;
UPDATE "response" SET "max_points" = 1;
ALTER TABLE "response" ALTER COLUMN "max_points" SET NOT NULL;

-- The answer path: response, state, events and the next presentation of any number of sessions in one statement.
--
-- `steps` is an array of
--   { "session": uuid, "expected": int, "at": instant,
--     "row": { "status", "answered", "theta", "thetaSd", "stopReason", "startedAt", "deadlineAt", "completedAt" },
--     "events": [ { "type", "payload" }, ... ],
--     "response"?: { "position", "answer", "points" (null: awaited), "maxPoints", "responseTimeMs" },
--     "graded"?: { "position", "points" (null: not measured) },
--     "presentation"?: { "position", "itemId", "itemVersion", "seed", "skillId" },
--     "deadlineJob"?: instant }
-- with at most one step a session. A step is committed only when the session's version still is `expected`; its events
-- get the numbers after it. Returns the sessions whose step was committed; the others had a faster writer.
--
-- A response whose points are awaited queues the job that reads it, in the same transaction: whatever happens to this
-- process, somebody will.
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

  if steps @? '$[*].response ? (@.points == null)' then
    perform graphile_worker.add_job(
      'grade_response',
      json_build_object('sessionId', step ->> 'session', 'position', (step -> 'response' ->> 'position')::int),
      job_key => 'grade:' || (step ->> 'session') || ':' || (step -> 'response' ->> 'position'))
    from jsonb_array_elements(steps) as step
    where step @? '$.response ? (@.points == null)';
  end if;

  return query
  with step as materialized (
    select (element ->> 'session')::uuid as session_id,
           (element ->> 'expected')::int as expected,
           (element ->> 'at')::timestamptz as at,
           element -> 'row' as row,
           element -> 'events' as events,
           element -> 'response' as response,
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
      completed_at = (step.row ->> 'completedAt')::timestamptz
    from step
    where s.id = step.session_id and s.version = step.expected
    returning s.id
  ), responded as (
    insert into response (session_id, position, answer, points, max_points, response_time_ms, responded_at)
    select step.session_id, (response ->> 'position')::int, response -> 'answer', (response ->> 'points')::int,
           (response ->> 'maxPoints')::int, (response ->> 'responseTimeMs')::int, step.at
    from step join updated on updated.id = step.session_id
    where response is not null
  ), graded as (
    update response r set points = (step.graded ->> 'points')::int
    from step join updated on updated.id = step.session_id
    where step.graded is not null and r.session_id = step.session_id and r.position = (step.graded ->> 'position')::int
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
