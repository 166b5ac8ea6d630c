-- The boundaries between the points of an item with part scores; none for an item that is right or wrong.
ALTER TABLE "item" ADD COLUMN "thresholds" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[];
