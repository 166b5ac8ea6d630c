import Link from 'next/link';
import { Instant } from '@/components/instant';
import { LinkButton } from '@/components/link-button';
import type { ChatEntry } from '@/protocol/chat';
import { strings } from '../_strings';

const words = strings.list;

/** One's chats, the last used first, a page at a time. */
export function ChatList({ chats, page, pages }: { chats: readonly ChatEntry[]; page: number; pages: number }) {
  return (
    <>
      <ul aria-label={words.label} className="flex flex-col gap-4">
        {chats.map(({ chatId, title, model, hasSource, questions, updatedAt }) => (
          <li key={chatId} className="rounded-lg border bg-surface-raised px-4 py-4 shadow-card sm:px-6">
            <h2 className="font-semibold text-lg wrap-anywhere">
              <Link className="text-link underline" href={`/chats/${chatId}`}>
                {title || strings.untitled}
              </Link>
            </h2>
            <p className="figures flex flex-wrap gap-x-4 text-muted">
              <span>{words.questions(questions)}</span>
              <span className="wrap-anywhere">{model}</span>
              <span>{hasSource ? words.withSource : words.withoutSource}</span>
              <Instant value={new Date(updatedAt)} />
            </p>
          </li>
        ))}
      </ul>
      {(pages > 1 || page > 1) && (
        <nav aria-label={words.pages} className="flex flex-wrap items-center gap-4">
          {page > 1 && <LinkButton href={`/chats?page=${page - 1}`}>{words.newer}</LinkButton>}
          <p className="figures text-muted">{words.page(page, Math.max(pages, page))}</p>
          {page < pages && <LinkButton href={`/chats?page=${page + 1}`}>{words.older}</LinkButton>}
        </nav>
      )}
    </>
  );
}
