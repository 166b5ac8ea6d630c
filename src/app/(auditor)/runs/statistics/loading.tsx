import { FiguresLoading } from '../_components/figures-loading';

export default function Loading() {
  return <FiguresLoading cards={['rates', 'points', 'agreement']} />;
}
