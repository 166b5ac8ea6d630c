'use client';

import { useEffect, useRef } from 'react';
import { Button } from '@/components/button';
import { CopyButton } from '@/components/copy-button';
import { Field } from '@/components/field';
import { TextInput } from '@/components/text-input';
import { strings } from '../strings';

export type InvitationLinkProps = {
  name: string;
  url: string;
  /** What the link does and how long, in a sentence. */
  children: string;
  onDismiss: () => void;
};

const words = strings.invitationLink;

/** The link, this once: brought into view and selected, so that it can be copied in whatever way works. */
export function InvitationLink({ name, url, children, onDismiss }: InvitationLinkProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <section
      aria-label={words.ready(name)}
      className="flex flex-col gap-4 rounded-lg border border-accent bg-accent-soft p-4 sm:p-6"
    >
      <div>
        <h2 className="font-semibold text-lg">{words.ready(name)}</h2>
        <p className="mt-1">{children}</p>
      </div>
      <Field label={words.label(name)}>
        <TextInput ref={input} readOnly value={url} className="font-mono" onFocus={(event) => event.target.select()} />
      </Field>
      <div className="flex flex-wrap gap-3">
        <CopyButton text={url} label={words.copy} doneLabel={words.copied} variant="primary" size="medium" />
        <Button variant="quiet" onClick={onDismiss}>
          {words.dismiss}
        </Button>
      </div>
    </section>
  );
}
