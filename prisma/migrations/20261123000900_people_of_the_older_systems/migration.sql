-- What clients of the older systems know a person by: a whole number, and a name to sign in with.
ALTER TABLE "users" ADD COLUMN "number" SERIAL NOT NULL,
                    ADD COLUMN "username" TEXT,
                    ADD COLUMN "last_login_at" TIMESTAMPTZ(3);
CREATE UNIQUE INDEX "users_number_key" ON "users"("number");
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");
