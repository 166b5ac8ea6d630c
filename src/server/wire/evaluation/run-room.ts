import type { RunEventEnvelope } from '@/core/evaluation/run-event';
import { newRunTeller, type RunTeller, tellRun } from '@/protocol/evaluation-socket/frames';
import type { ServerEvent } from '@/protocol/evaluation-socket/messages';

/** A socket in a room: `emit` sends one event to it alone. */
export type RoomMember = { readonly id: string; emit(name: string, payload: unknown): void };

/**
 * The watchers of one run in this process. It follows the log once for all of them from the run's beginning and keeps what
 * it told, so that whoever comes late gets what was missed and then everything else, each event once.
 */
export class RunRoom {
  private teller: RunTeller;
  private readonly told: ServerEvent[] = [];
  private readonly members = new Set<string>();
  private readonly stopped = new AbortController();

  constructor(
    readonly runId: string,
    private readonly broadcast: (event: ServerEvent) => void,
    follow: (signal: AbortSignal) => AsyncIterable<readonly RunEventEnvelope[]>,
    onError: (error: unknown) => void,
  ) {
    this.teller = newRunTeller(runId);
    void this.run(follow(this.stopped.signal)).catch(onError);
  }

  /** Sends what was told after `afterEvent`, then counts as a watcher. Call and join the room in one turn of the loop. */
  join(member: RoomMember, afterEvent: number): void {
    if (this.members.has(member.id)) return;
    for (const { name, payload } of this.told)
      if (!('event_id' in payload) || payload.event_id > afterEvent) member.emit(name, payload);
    this.members.add(member.id);
  }

  has(memberId: string): boolean {
    return this.members.has(memberId);
  }

  /** True when nobody watches any more; the room has then stopped. */
  leave(memberId: string): boolean {
    this.members.delete(memberId);
    if (this.members.size > 0) return false;
    this.stopped.abort();
    return true;
  }

  private async run(batches: AsyncIterable<readonly RunEventEnvelope[]>): Promise<void> {
    for await (const batch of batches) {
      for (const event of batch) {
        const { teller, events } = tellRun(this.teller, event);
        this.teller = teller;
        for (const each of events) {
          this.told.push(each);
          this.broadcast(each);
        }
      }
    }
  }
}
