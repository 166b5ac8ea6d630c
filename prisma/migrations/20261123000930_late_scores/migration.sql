-- A score that arrives after its session was completed is learned from as well: the session is settled once more. What it
-- taught before is not taught again, because observations are rows with the presentation's own key.
create function queue_late_settlement() returns trigger
language plpgsql
as $$
begin
  perform graphile_worker.add_job(
    'settle_session', json_build_object('sessionId', session.id),
    queue_name => 'calibration:' || session.organisation_id, job_key => 'settle:' || session.id)
  from session
  where session.id = new.session_id and session.status = 'completed';
  return null;
end;
$$;

create trigger response_graded
after update of points on response
for each row
when (old.points is null and new.points is not null)
execute function queue_late_settlement();
