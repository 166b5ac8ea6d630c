import { DataFigure } from '@/components/data-figure';
import { formatPercent } from '@/components/format-number';
import { strings } from './_strings';
import { points, type SimulationOutcome } from './simulation-draft';

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 28;
const TOP = 10;
/** A prior sd of 1 theta is the error of someone who knows nothing of a candidate. */
const HIGHEST = 100;

/** How the typical error falls from answer to answer, and where sessions ended. */
export function ErrorByLength({ progress, people }: Pick<SimulationOutcome, 'progress' | 'people'>) {
  const words = strings.simulation.errorCurve;
  const last = progress.at(-1)?.answers ?? 1;
  const x = (answers: number) => LEFT + ((WIDTH - LEFT - 8) * answers) / last;
  const y = (share: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  const line = progress.map(({ answers, rmse }) => `${x(answers)},${y(Math.min(1, points(rmse) / HIGHEST))}`).join(' ');
  const barWidth = Math.max(2, ((WIDTH - LEFT - 8) / (last + 1)) * 0.7);
  const step = Math.max(1, Math.ceil(last / 8));
  const final = progress.at(-1);
  return (
    <DataFigure
      caption={words.caption}
      columns={[words.answers, words.error, words.ended]}
      rows={progress.map(({ answers, rmse, ended }) => [answers, points(rmse), ended])}
      fileName="simulated-error-by-length"
    >
      <svg
        role="img"
        aria-label={words.alternative(points(progress[0]?.rmse ?? 1), points(final?.rmse ?? 1), last)}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="figures w-full max-w-3xl"
      >
        {[0, 25, 50, 75, 100].map((value) => (
          <g key={value}>
            <line
              x1={LEFT}
              x2={WIDTH - 8}
              y1={y(value / HIGHEST)}
              y2={y(value / HIGHEST)}
              className="stroke-border"
              strokeWidth={1}
            />
            <text x={LEFT - 8} y={y(value / HIGHEST) + 5} textAnchor="end" fontSize={14} className="fill-muted">
              {value}
            </text>
          </g>
        ))}
        {progress
          .filter(({ ended }) => ended > 0)
          .map(({ answers, ended }) => (
            <rect
              key={answers}
              x={x(answers) - barWidth / 2}
              width={barWidth}
              y={y(ended / people)}
              height={y(0) - y(ended / people)}
              className="fill-border-strong"
              opacity={0.45}
            />
          ))}
        <polyline points={line} fill="none" strokeWidth={3} strokeLinejoin="round" className="stroke-accent" />
        {progress
          .filter(({ answers }) => answers % step === 0)
          .map(({ answers }) => (
            <text key={answers} x={x(answers)} y={HEIGHT - 8} textAnchor="middle" fontSize={14} className="fill-muted">
              {answers}
            </text>
          ))}
      </svg>
      <p className="mt-1 text-muted">{words.legend}</p>
    </DataFigure>
  );
}

/** How many items are shown how often: bars from never to in every session. */
export function ExposureBars({ exposureBands, bankItems, exposureCap }: SimulationOutcome) {
  const words = strings.simulation.exposure;
  const named = exposureBands.map(({ upTo, items }, index) => ({
    label: index === 0 ? words.never : words.band(formatPercent(exposureBands[index - 1]!.upTo), formatPercent(upTo)),
    isAbove: exposureCap !== null && index > 0 && exposureBands[index - 1]!.upTo >= exposureCap,
    items,
  }));
  return (
    <DataFigure
      caption={words.caption}
      columns={[words.share, words.items]}
      rows={named.map(({ label, items }) => [label, items])}
      fileName="simulated-exposure"
    >
      <ul className="flex max-w-3xl flex-col gap-1">
        {named.map(({ label, items, isAbove }) => (
          <li key={label} className="grid grid-cols-[9rem_1fr_3rem] items-center gap-3">
            <span>{label}</span>
            <span aria-hidden className="h-4 rounded-sm bg-surface-sunken">
              <span
                className={`block h-4 rounded-sm ${isAbove ? 'bg-caution' : 'bg-accent'}`}
                style={{ width: `${bankItems > 0 ? (100 * items) / bankItems : 0}%` }}
              />
            </span>
            <span className="figures text-right">{items}</span>
          </li>
        ))}
      </ul>
    </DataFigure>
  );
}
