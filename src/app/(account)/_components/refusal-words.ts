import { strings } from '../_strings';

type CallError = { message: string; data?: { domainCode: string | null } | null | undefined };

/** What a refused or failed call is told as; the server's own sentence where it has one. */
export function refusalWords(error: CallError): string {
  if (!error.data) return strings.person.unreachable;
  return error.data.domainCode ? error.message : strings.person.other;
}
