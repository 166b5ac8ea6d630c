import Link from 'next/link';
import { Checkbox } from '@/components/checkbox';
import { type CollectionEntry, MAX_RUN_COLLECTIONS } from '@/protocol/collection';
import { strings } from '../../_strings';

const words = strings.wishes;

export type CollectionChoiceProps = {
  collections: readonly CollectionEntry[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  readOnly: boolean;
};

/** Which collections are searched beside the source. */
export function CollectionChoice({ collections, chosen, onChange, readOnly }: CollectionChoiceProps) {
  const isFull = chosen.length >= MAX_RUN_COLLECTIONS;
  return (
    <fieldset>
      <legend className="font-medium">{words.collections}</legend>
      <p className="text-muted">{collections.length === 0 ? words.noCollections : words.collectionsHint}</p>
      {collections.map(({ collectionId, name, searchable }) => {
        const isChosen = chosen.includes(collectionId);
        return (
          <Checkbox
            key={collectionId}
            label={name}
            hint={words.collectionContents(searchable)}
            checked={isChosen}
            disabled={readOnly || (isFull && !isChosen)}
            onChange={() => onChange(isChosen ? chosen.filter((id) => id !== collectionId) : [...chosen, collectionId])}
          />
        );
      })}
      <Link className="text-link underline" href="/collections">
        {words.manageCollections}
      </Link>
    </fieldset>
  );
}
