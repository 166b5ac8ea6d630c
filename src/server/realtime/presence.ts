/**
 * Which sessions have a connected candidate device. The truth is a column that fades: devices of this process are booked
 * when they come and go and every 10 s between, in one statement, so that a killed process's devices vanish by themselves.
 */
export type Presence = {
  /** Books a device; call the returned function when it goes. */
  join(sessionId: string, assessmentId: string): () => void;
  close(): void;
};

type Deps = {
  readonly mark: (sessionIds: readonly string[], at: Date | null) => Promise<void>;
  readonly announce: (assessmentId: string) => void;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
};

const REPEAT_MS = 10_000;

export function createPresence({ mark, announce, now, onError }: Deps): Presence {
  const devices = new Map<string, { count: number; assessmentId: string }>();
  let changed = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;

  const book = async (sessionIds: readonly string[]): Promise<void> => {
    const here = sessionIds.filter((id) => devices.has(id));
    const gone = sessionIds.filter((id) => !devices.has(id));
    if (here.length > 0) await mark(here, now());
    if (gone.length > 0) await mark(gone, null);
  };
  // Many come or go at once when a network does; they are booked together.
  const soon = (sessionId: string, assessmentId: string) => {
    changed.set(sessionId, assessmentId);
    timer ??= setTimeout(async () => {
      const batch = changed;
      changed = new Map();
      timer = null;
      await book([...batch.keys()]).catch(onError);
      for (const id of new Set(batch.values())) announce(id);
    }, 100);
  };
  const repeat = setInterval(() => {
    if (devices.size > 0) void mark([...devices.keys()], now()).catch(onError);
  }, REPEAT_MS);
  repeat.unref();

  return {
    join(sessionId, assessmentId) {
      const device = devices.get(sessionId) ?? { count: 0, assessmentId };
      device.count += 1;
      devices.set(sessionId, device);
      if (device.count === 1) soon(sessionId, assessmentId);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        device.count -= 1;
        if (device.count > 0) return;
        devices.delete(sessionId);
        soon(sessionId, assessmentId);
      };
    },
    close() {
      clearInterval(repeat);
      if (timer) clearTimeout(timer);
    },
  };
}
