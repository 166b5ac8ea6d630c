import { LoadingList } from '../_components/loading-list';
import { strings } from './_strings';

export default function Loading() {
  return <LoadingList label={strings.loading} />;
}
