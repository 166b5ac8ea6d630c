'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState } from 'react';
import { CreateFoot } from '@/app/(auditor)/_components/create-foot';
import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { MAX_CHAT_SOURCE } from '@/protocol/chat';
import { api } from '@/trpc/react';
import { ModelField } from '../../_components/model-field';
import { strings } from '../../_strings';

const words = strings.create;

/** What the chat is about and who answers. The first question is asked in the chat itself. */
export function NewChatForm({ defaultModel }: { defaultModel: string }) {
  const router = useRouter();
  const [source, setSource] = useState('');
  const [model, setModel] = useState(defaultModel);
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const create = api.chat.create.useMutation({ onSuccess: ({ chatId }) => router.push(`/chats/${chatId}`) });
  const isBusy = create.isPending || create.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || source.length > MAX_CHAT_SOURCE) return;
    create.mutate({ source: source.trim() === '' ? null : source, model });
  };
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-6">
      <Field label={words.source} hint={words.sourceHint} optional>
        <TextArea
          name="source"
          rows={10}
          limit={MAX_CHAT_SOURCE}
          spellCheck={false}
          value={source}
          readOnly={isBusy}
          onChange={({ target }) => setSource(target.value)}
        />
      </Field>
      <ModelField value={model} known={[defaultModel]} disabled={isBusy} onChange={setModel} className="max-w-md" />
      <CreateFoot create={create} isReady={isReady} isBusy={isBusy} words={words} />
    </form>
  );
}
