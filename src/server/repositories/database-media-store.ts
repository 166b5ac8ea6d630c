import type { Database } from '@/server/db';
import type { MediaStore } from '@/server/media/media-store';

/** Keeps files in PostgreSQL: nothing else to run, and they are in every backup. A piece is read without the rest. */
export function createDatabaseMediaStore({ pool }: Pick<Database, 'pool'>): MediaStore {
  return {
    async put(id, bytes) {
      await pool.query({
        name: 'media-put',
        text: 'insert into media_bytes (id, bytes) values ($1, $2)',
        values: [id, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)],
      });
    },
    async get(id, { start, end }) {
      const { rows } = await pool.query<{ piece: Buffer }>({
        name: 'media-get',
        text: 'select substring(bytes from $2::int + 1 for $3::int) as piece from media_bytes where id = $1',
        values: [id, start, end - start],
      });
      return rows[0]?.piece ?? null;
    },
    async delete(id) {
      await pool.query({ name: 'media-delete', text: 'delete from media_bytes where id = $1', values: [id] });
    },
  };
}
