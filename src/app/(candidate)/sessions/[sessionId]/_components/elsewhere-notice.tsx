import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { Conduct } from '../_hooks/use-conduct';
import { strings } from '../_strings';

const words = strings.elsewhere;

/** This page looks on; another one answers. */
export function ElsewhereNotice({ conduct, onTakeOver }: { conduct: Conduct; onTakeOver: () => void }) {
  return (
    <Notice
      tone="caution"
      title={words.title}
      live="polite"
      action={
        <Button variant="primary" busy={conduct.isBusy} busyLabel={words.busy} onClick={onTakeOver}>
          {words.takeOver}
        </Button>
      }
    >
      <p>{words.text}</p>
      {conduct.hasFailed && <p>{strings.commandFailed}</p>}
    </Notice>
  );
}
