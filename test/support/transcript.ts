/**
 * What was said on a connection, as text that is read and compared: `>` what the client sent, `<` what it was sent, one
 * field a line, in the order it was sent. What differs from run to run is given a name that does not: the same value has
 * the same name everywhere, so that a reader sees where an id comes back.
 */
export class Transcript {
  private readonly blocks: string[] = [];
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  sent = (value: unknown): void => void this.blocks.push(`> ${this.written(value)}`);
  heard = (value: unknown): void => void this.blocks.push(`< ${this.written(value)}`);
  note = (text: string): void => void this.blocks.push(`# ${text}`);

  toString(): string {
    return `${this.blocks.join('\n')}\n`;
  }

  private written(value: unknown): string {
    const named = this.named('', value) as { type?: string; name?: string };
    const [kind, body] = named.name
      ? [`"name":${JSON.stringify(named.name)},"payload"`, (named as { payload?: unknown }).payload]
      : [`"type":${JSON.stringify(named.type)},"data"`, (named as { data?: unknown }).data];
    const fields = Object.entries((body ?? {}) as object);
    if (fields.length === 0) return `{${kind}:{}}`;
    const lines = fields.map(([field, inner]) => `    ${JSON.stringify(field)}:${JSON.stringify(inner)}`);
    return `{${kind}:{\n${lines.join(',\n')}}}`;
  }

  private named(field: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((inner) => this.named(field, inner));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.named(name, inner)]));
    if (typeof value === 'number') return FIGURES.test(field) ? `(${field})` : value;
    if (typeof value !== 'string') return value;
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return '(instant)';
    const question = /^q_[0-9a-f]{12}_(\d+)$/.exec(value);
    if (question) return `(question ${question[1]})`;
    if (field === 'connection_id') return this.nameOf('connection', value);
    return value.replace(UUID, (id) => this.nameOf('id', id));
  }

  private nameOf(kind: string, value: string): string {
    const known = this.names.get(value);
    if (known) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    this.names.set(value, `(${kind} ${count})`);
    return `(${kind} ${count})`;
  }
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Numbers that depend on the clock or on what else a database holds. */
const FIGURES =
  /^(user_id|time_taken_.*|time_elapsed_minutes|time_remaining_seconds|processing_time_ms|event_id|response_time_ms)$/;
