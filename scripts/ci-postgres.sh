#!/usr/bin/env bash
# Prints the address of a PostgreSQL server on which databases may be made: DATABASE_URL, the one at 127.0.0.1:5432 when it
# lets us in, or Debian's, installed and started when we are root.
set -euo pipefail

url="${DATABASE_URL:-postgresql://postgres@127.0.0.1:5432/postgres}"
reachable() { npx --no-install node -e "
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 });
  await client.connect(); await client.query('select 1'); await client.end();" --input-type=module -- "$url" >/dev/null 2>&1; }

if ! reachable && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  {
    command -v pg_ctlcluster >/dev/null || { apt-get update; DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; }
    version=$(ls /etc/postgresql | tail -n 1)
    sed -i 's/scram-sha-256$/trust/' "/etc/postgresql/$version/main/pg_hba.conf"
    pg_ctlcluster --skip-systemctl-redirect "$version" main restart || pg_ctlcluster --skip-systemctl-redirect "$version" main start
  } >&2
  for _ in $(seq 20); do reachable && break; sleep 0.5; done
fi
reachable || { echo "No PostgreSQL server at 127.0.0.1:5432 and none could be started. Start one, or set DATABASE_URL." >&2; exit 1; }
echo "$url"
