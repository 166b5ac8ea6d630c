import { json } from './item-rows';

export type AuditLine = {
  readonly action: string;
  readonly subject: string;
  readonly actorId: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: Date;
};

export type HistoryLine = {
  readonly at: Date;
  readonly action: string;
  readonly details: Record<string, unknown>;
  readonly actor: string | null;
};

export const subjectOf = (itemId: string) => `item:${itemId}`;

/** The columns of an audit entry. */
export function auditRow(organisationId: string, { details, ...line }: AuditLine) {
  return { id: crypto.randomUUID(), organisationId, ...line, details: json(details) };
}
