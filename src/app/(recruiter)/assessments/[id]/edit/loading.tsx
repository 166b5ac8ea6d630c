import { DraftSkeleton } from '../../_draft/draft-skeleton';

export default function Loading() {
  return <DraftSkeleton />;
}
