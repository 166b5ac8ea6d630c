import type { AssessmentDraftInput } from '@/protocol/assessment';
import type { AssessmentDraft } from '@/server/repositories/assessment-repository';

const instant = (text: string | null) => (text === null ? null : new Date(text));

export function draftOf(input: AssessmentDraftInput): AssessmentDraft {
  return { ...input, opensAt: instant(input.opensAt), closesAt: instant(input.closesAt) };
}
