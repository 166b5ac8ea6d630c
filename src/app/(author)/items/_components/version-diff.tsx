import { diffWords } from '@/components/diff-words';
import { strings } from '../_strings';
import { type Compared, changedFields } from './version-fields';

const words = strings.item.versions;

/** What differs between two versions, field by field and word by word. Removed and added are marked by more than colour. */
export function VersionDiff({ before, after }: { before: Compared; after: Compared }) {
  const changes = changedFields(before, after);
  if (changes.length === 0) return <p className="text-muted">{words.same}</p>;
  return (
    <dl className="flex flex-col gap-4">
      {changes.map(({ label, before: old, after: fresh }) => (
        <div key={label}>
          <dt className="text-muted">{label}</dt>
          <dd className="mt-1 whitespace-pre-wrap rounded-md border bg-surface-raised px-4 py-3 wrap-anywhere">
            {diffWords(old, fresh).map(({ kind, text }, place) => {
              const key = `${place}-${kind}`;
              if (kind === 'removed')
                return (
                  <del key={key} className="bg-negative-soft text-negative">
                    <span className="sr-only">[{words.removed}] </span>
                    {text}
                  </del>
                );
              if (kind === 'added')
                return (
                  <ins key={key} className="bg-positive-soft font-medium text-positive decoration-2">
                    <span className="sr-only">[{words.added}] </span>
                    {text}
                  </ins>
                );
              return <span key={key}>{text}</span>;
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
