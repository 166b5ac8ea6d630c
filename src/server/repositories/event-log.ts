import type { Database } from '@/server/db';

/** One line of a stream. `at` is the server's clock when it was decided. */
export type StoredEvent = {
  readonly seq: number;
  readonly type: string;
  readonly payload: unknown;
  readonly at: Date;
};

export type EventLog = {
  /** At most `limit` events of a stream with a number above `afterSeq`, in order. */
  read(stream: string, afterSeq: number, limit: number): Promise<StoredEvent[]>;
  /** Number of the last event, 0 for an empty stream. */
  lastSeq(stream: string): Promise<number>;
  /** All events of a stream, in order. */
  readAll(stream: string): Promise<StoredEvent[]>;
};

export function createEventLog({ pool }: Pick<Database, 'pool'>): EventLog {
  return {
    async read(stream, afterSeq, limit) {
      const { rows } = await pool.query<StoredEvent>({
        name: 'event-log-read',
        text: 'select seq, type, payload, at from event where stream = $1 and seq > $2 order by seq limit $3',
        values: [stream, afterSeq, limit],
      });
      return rows;
    },
    async lastSeq(stream) {
      const { rows } = await pool.query<{ seq: number }>({
        name: 'event-log-last-seq',
        text: 'select seq from event where stream = $1 order by seq desc limit 1',
        values: [stream],
      });
      return rows[0]?.seq ?? 0;
    },
    async readAll(stream) {
      const { rows } = await pool.query<StoredEvent>({
        name: 'event-log-read-all',
        text: 'select seq, type, payload, at from event where stream = $1 order by seq',
        values: [stream],
      });
      return rows;
    },
  };
}
