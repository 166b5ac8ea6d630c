import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { strings } from '../_strings';

const words = strings.noModel;

/** Why nothing can be asked here, and how to change that. */
export function NoModel({ hasEarlier }: { hasEarlier: boolean }) {
  return (
    <Notice tone="caution" title={words.title} action={<LinkButton href="/runs/new">{words.evaluate}</LinkButton>}>
      {words.text} {hasEarlier && words.read}
    </Notice>
  );
}
