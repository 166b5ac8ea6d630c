-- One waiting job settles all sessions of its organisation that are over by the time it runs, so a session that ends while
-- one waits queues none: a thousand people who are stopped by the same deadline are one job. It begins a second late, to find
-- them committed. What ends just as a job begins to look may be missed; the sweep finds it within two minutes.
create function queue_settling(organisation_id uuid, session_id uuid) returns void
language sql
as $$
  select graphile_worker.add_job(
    'settle_session', json_build_object('sessionId', session_id), run_at => now() + interval '1 second',
    queue_name => 'calibration:' || organisation_id, job_key => 'settle:' || organisation_id)
  where not exists (
    select 1 from graphile_worker._private_jobs where key = 'settle:' || organisation_id and is_available)
$$;

create or replace function queue_settlement() returns trigger
language plpgsql
as $$
begin
  perform queue_settling(new.organisation_id, new.id);
  return null;
end;
$$;
