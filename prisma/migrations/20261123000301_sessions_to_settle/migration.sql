-- Completed sessions of an organisation in the order they ended: what the settling job looks through.
CREATE INDEX "session_organisation_id_completed_at_idx" ON "session"("organisation_id", "completed_at");
