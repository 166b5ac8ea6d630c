alter table "item_calibration" add column "thresholds" double precision[] default array[]::double precision[];
