'use client';

import { Square } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { type ChatMessage, MAX_CHAT_QUESTION } from '@/protocol/chat';
import { api } from '@/trpc/react';
import { ModelField } from '../../_components/model-field';
import { strings } from '../../_strings';

const words = strings.ask;

export type AskFormProps = {
  chatId: string;
  isWriting: boolean;
  model: string;
  knownModels: readonly string[];
  onModel: (model: string) => void;
  onStored: (messages: readonly ChatMessage[]) => void;
};

/** The next question. What was typed stays until the server has it; while an answer is written it can be stopped instead. */
export function AskForm({ chatId, isWriting, model, knownModels, onModel, onStored }: AskFormProps) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  const ask = api.chat.ask.useMutation({
    onSuccess: ({ question, answer }) => {
      setText('');
      onStored([question, answer]);
    },
    onError: (error) => setProblem(error.data ? error.message : words.failed),
  });
  const stop = api.chat.stop.useMutation({ onError: () => toast.error(words.stopFailed) });

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (ask.isPending || isWriting || text.length > MAX_CHAT_QUESTION) return;
    setProblem(text.trim() === '' ? words.empty : null);
    if (text.trim() !== '') ask.mutate({ chatId, question: text, model });
  };
  const sendByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4 border-t pt-6">
      <Field label={words.label} error={problem ?? undefined}>
        <TextArea
          name="question"
          rows={3}
          limit={MAX_CHAT_QUESTION}
          value={text}
          readOnly={ask.isPending}
          enterKeyHint="send"
          onChange={({ target }) => {
            setText(target.value);
            setProblem(null);
          }}
          onKeyDown={sendByEnter}
        />
      </Field>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <ModelField value={model} known={knownModels} onChange={onModel} className="max-sm:w-full sm:min-w-64" />
        {isWriting ? (
          <Button
            icon={<Square aria-hidden className="size-4" />}
            busy={stop.isPending}
            busyLabel={words.stopping}
            className="max-sm:w-full sm:mb-1"
            onClick={() => stop.mutate({ chatId })}
          >
            {words.stop}
          </Button>
        ) : (
          <Button
            type="submit"
            variant="primary"
            disabled={!isReady}
            busy={ask.isPending}
            busyLabel={words.sending}
            className="max-sm:w-full sm:mb-1"
          >
            {words.send}
          </Button>
        )}
        <p className="text-muted sm:mb-3 pointer-coarse:hidden">{isWriting ? words.waiting : words.keys}</p>
      </div>
    </form>
  );
}
