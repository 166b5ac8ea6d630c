import { Button } from '@/components/button';
import { Notice } from '@/components/notice';

export type CreateFootProps = {
  /** How the creation goes; a `data` of the error is the server's answer, without it there was none. */
  create: {
    readonly error: { readonly message: string; readonly data?: unknown } | null;
    readonly isSuccess: boolean;
  };
  isReady: boolean;
  isBusy: boolean;
  words: { refused: string; failed: string; submit: string; sending: string; opening: string };
};

/** The end of a form that makes something and opens it: what was refused, and the button. */
export function CreateFoot({ create, isReady, isBusy, words }: CreateFootProps) {
  return (
    <>
      <div role="alert" className="empty:hidden">
        {create.error && (
          <Notice tone="negative" title={words.refused}>
            {create.error.data ? create.error.message : words.failed}
          </Notice>
        )}
      </div>
      <div>
        <Button
          type="submit"
          variant="primary"
          disabled={!isReady}
          busy={isBusy}
          busyLabel={create.isSuccess ? words.opening : words.sending}
        >
          {words.submit}
        </Button>
      </div>
    </>
  );
}
