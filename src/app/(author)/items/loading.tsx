import { LoadingRows } from '@/app/_components/loading-rows';
import { strings } from './_strings';

export default function Loading() {
  return <LoadingRows label={strings.loading} />;
}
