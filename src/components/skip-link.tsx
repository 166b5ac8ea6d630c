import { strings } from './strings';

export const MAIN_ID = 'main';

/** The first stop of the Tab key: past the header, to the page. */
export function SkipLink() {
  return (
    <a
      href={`#${MAIN_ID}`}
      className="sr-only z-50 rounded-md bg-accent px-4 py-3 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {strings.skipToContent}
    </a>
  );
}
