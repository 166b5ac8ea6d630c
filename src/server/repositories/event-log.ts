import type { Database } from '@/server/db';
import { shareStatements } from './shared-statement';

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

type Reading = { readonly stream: string; readonly afterSeq: number; readonly limit: number };

const ALL = 2 ** 31 - 1;
/** Streams read in one statement at the most: what comes back is parsed in one go. */
const MOST_STREAMS = 50;

/** Readers of many streams share statements: a network that comes back costs hundreds of reads at once. */
export function createEventLog({ pool }: Pick<Database, 'pool'>): EventLog {
  const read = shareStatements<Reading, StoredEvent[]>(
    async (readings) => {
      const { rows } = await pool.query<StoredEvent & { place: number }>({
        name: 'event-log-read',
        text: `
          select asked.place::int, e.seq, e.type, e.payload, e.at
          from unnest($1::uuid[], $2::int[], $3::int[]) with ordinality as asked (stream, after_seq, most, place)
          cross join lateral (
            select seq, type, payload, at from event
            where stream = asked.stream and seq > asked.after_seq order by seq limit asked.most
          ) e`,
        values: [
          readings.map(({ stream }) => stream),
          readings.map(({ afterSeq }) => afterSeq),
          readings.map(({ limit }) => limit),
        ],
      });
      const found = readings.map((): StoredEvent[] => []);
      for (const { place, seq, type, payload, at } of rows) found[place - 1]!.push({ seq, type, payload, at });
      return found.map((events) => events.sort((a, b) => a.seq - b.seq));
    },
    { largest: MOST_STREAMS },
  );

  const lastSeq = shareStatements<string, number>(async (streams) => {
    const { rows } = await pool.query<{ seq: number }>({
      name: 'event-log-last-seq',
      text: `
        select coalesce((select seq from event where stream = asked.stream order by seq desc limit 1), 0) as seq
        from unnest($1::uuid[]) with ordinality as asked (stream, place) order by asked.place`,
      values: [streams],
    });
    return rows.map(({ seq }) => seq);
  });

  return {
    read: (stream, afterSeq, limit) => read({ stream, afterSeq, limit }),
    lastSeq,
    readAll: (stream) => read({ stream, afterSeq: 0, limit: ALL }),
  };
}
