-- A run that clients of the older system made and have not started yet: nobody works on it.
ALTER TABLE "run" ADD COLUMN "held" BOOLEAN NOT NULL DEFAULT false;
