import { checkRecord, type ItemRecord, type Note, type Reading } from './item-record';
import { LIMITS } from './limits';
import { ExchangeRefusal, type Place, type Problem, problem } from './problem';
import type { TestReading } from './test-reading';

/** Collects what a reader finds: checks each record, refuses repeated ids and more items than may be. */
export class ReadingBuilder {
  private readonly items: { record: ItemRecord; at: Place; notes: readonly string[] }[] = [];
  private readonly refused: Problem[] = [];
  private readonly notes: Note[] = [];
  private readonly ids = new Set<string>();
  readonly tests: TestReading[] = [];
  readonly media = new Map<string, Buffer>();

  /** Whether the record was taken, which it is unless it breaks a rule. */
  add(value: unknown, at: Place, notes: readonly string[] = []): boolean {
    this.count();
    const checked = checkRecord(value, at);
    if ('refused' in checked) {
      this.refused.push(checked.refused);
      return false;
    }
    const { id } = checked.record;
    if (this.ids.has(id)) {
      this.refused.push(problem('item_duplicate', `The id is "${id}".`, { ...at, itemId: id }));
      return false;
    }
    this.ids.add(id);
    this.items.push({ record: checked.record, at: { ...at, itemId: id }, notes });
    return true;
  }

  refuse(found: Problem): void {
    this.count();
    this.refused.push(found);
  }

  note(text: string, at: Place): void {
    this.notes.push({ text, at });
  }

  done(): Reading {
    return { items: this.items, refused: this.refused, notes: this.notes, tests: this.tests, media: this.media };
  }

  private count(): void {
    if (this.items.length + this.refused.length >= LIMITS.items) {
      throw new ExchangeRefusal('too_many_items', `The limit is ${LIMITS.items}. Nothing was imported.`);
    }
  }
}
