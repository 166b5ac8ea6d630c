import { classNames } from '@/components/class-names';
import { Status } from '@/components/status';
import { TONE_FILL, TONE_TEXT } from '@/components/tone';
import { strings } from '../../_strings';
import { STANDING_TONE, type Standing, type Tally } from './claim-view';

const ORDER: readonly Standing[] = ['SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO', 'unverified', 'pending', 'unreached'];

/** Ground of each part, so that parts differ without colour: full, barred, hatched, empty. */
const GROUND: Readonly<Record<Standing, string>> = {
  SUPPORTED: TONE_FILL.positive,
  REFUTED: classNames(
    TONE_TEXT.negative,
    'bg-[repeating-linear-gradient(90deg,currentColor_0_5px,transparent_5px_7px)]',
  ),
  NOT_ENOUGH_INFO: classNames(TONE_TEXT.unknown, 'hatched'),
  unverified: classNames(TONE_TEXT.caution, 'hatched'),
  pending: 'bg-surface-sunken',
  unreached: 'bg-surface-sunken',
};

/** How the claims divide, as one bar and in words. Where no claim stands is not shown. */
export function VerdictBar({ tally }: { tally: Tally }) {
  const parts = ORDER.filter((standing) => tally[standing] > 0);
  const inWords = parts.map((standing) => `${tally[standing]} ${strings.verdict[standing].toLowerCase()}`).join(', ');
  return (
    <div>
      <div
        role="img"
        aria-label={strings.overview.bar(inWords)}
        className="flex h-5 gap-0.5 overflow-clip rounded-sm border border-border-strong"
      >
        {parts.map((standing) => (
          <span key={standing} className={GROUND[standing]} style={{ flexGrow: tally[standing] }} />
        ))}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1">
        {parts.map((standing) => (
          <li key={standing} className="flex items-center gap-2">
            <span
              aria-hidden
              className={classNames('size-4 rounded-sm border border-border-strong', GROUND[standing])}
            />
            <span className="figures font-semibold">{tally[standing]}</span>
            <Status tone={STANDING_TONE[standing]} label={strings.verdict[standing]} />
          </li>
        ))}
      </ul>
    </div>
  );
}
