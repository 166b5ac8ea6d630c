'use client';

import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { type Connection, ConnectionSign } from '@/components/connection-sign';
import { Field } from '@/components/field';
import { Instant } from '@/components/instant';
import { PageHeader } from '@/components/page-header';
import { TextInput } from '@/components/text-input';
import { CHAT_EXPORT_FORMATS, type Chat, MAX_CHAT_TITLE } from '@/protocol/chat';
import { api } from '@/trpc/react';
import { ExportMenu } from '../../../_components/export-menu';
import { RemoveButton } from '../../../_components/remove-button';
import { strings } from '../../_strings';

const words = strings.room;

type ChatHeaderProps = { chat: Chat; title: string; connection: Connection };

/** The chat's name, and what can be done with the whole of it. */
export function ChatHeader({ chat, title, connection }: ChatHeaderProps) {
  const { client } = api.useUtils();
  const [isRenaming, setRenaming] = useState(false);
  return (
    <>
      <PageHeader
        back={{ href: '/chats', label: strings.back }}
        title={<span className="wrap-anywhere">{title || strings.untitled}</span>}
        meta={
          <>
            <span className="text-muted">
              <Instant value={new Date(chat.createdAt)} />
            </span>
            <ConnectionSign state={connection} />
          </>
        }
        actions={
          <>
            <Button
              icon={<Pencil aria-hidden className="size-4" />}
              aria-expanded={isRenaming}
              onClick={() => setRenaming(!isRenaming)}
            >
              {words.rename}
            </Button>
            <ExportMenu
              href={`/api/chats/${chat.id}/export`}
              fileName={`chat-${chat.id}`}
              formats={CHAT_EXPORT_FORMATS}
              words={strings.export}
            />
            <RemoveButton
              words={{ ...strings.remove, failed: words.failed }}
              home="/chats"
              remove={() => client.chat.remove.mutate({ chatId: chat.id })}
            />
          </>
        }
      />
      {isRenaming && <Rename chatId={chat.id} title={title} onDone={() => setRenaming(false)} />}
    </>
  );
}

function Rename({ chatId, title, onDone }: { chatId: string; title: string; onDone: () => void }) {
  const [text, setText] = useState(title);
  const rename = api.chat.rename.useMutation({
    onSuccess: () => {
      toast(words.renamed);
      onDone();
    },
    onError: (error) => toast.error(error.data ? error.message : words.failed),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rename.isPending && text.trim() !== '') rename.mutate({ chatId, title: text });
  };
  return (
    <form method="post" onSubmit={submit} className="-mt-4 mb-8 flex flex-wrap items-end gap-3">
      <Field label={words.renameLabel} className="min-w-0 flex-1 basis-64">
        <TextInput
          autoFocus
          maxLength={MAX_CHAT_TITLE}
          value={text}
          readOnly={rename.isPending}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key }) => key === 'Escape' && onDone()}
        />
      </Field>
      <Button type="submit" variant="primary" busy={rename.isPending} busyLabel={words.renameSaving}>
        {words.renameSave}
      </Button>
      <Button onClick={onDone}>{words.cancel}</Button>
    </form>
  );
}
