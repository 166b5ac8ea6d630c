/** Drawing, not data: estimates whose bands narrow from one answer to the next. */
const STEPS = [
  { low: 24, point: 118, high: 226 },
  { low: 62, point: 152, high: 244 },
  { low: 92, point: 138, high: 206 },
  { low: 118, point: 160, high: 204 },
  { low: 138, point: 164, high: 192 },
];

export function NarrowingBand() {
  return (
    <svg viewBox="0 0 280 132" aria-hidden className="h-auto w-full max-w-80">
      <path d="M12 120h256" className="stroke-border-strong" strokeWidth="1.5" strokeLinecap="round" />
      {[12, 76, 140, 204, 268].map((x) => (
        <path key={x} d={`M${x} 116v8`} className="stroke-border-strong" strokeWidth="1.5" strokeLinecap="round" />
      ))}
      {STEPS.map((step, index) => {
        const y = 14 + index * 22;
        return (
          <g key={y} opacity={0.4 + index * 0.15}>
            <rect
              x={step.low}
              y={y - 6}
              width={step.high - step.low}
              height="12"
              rx="4"
              className="fill-accent-soft stroke-accent"
              strokeWidth="1.5"
            />
            <path d={`m${step.point} ${y - 6} 6 6-6 6-6-6Z`} className="fill-accent" />
          </g>
        );
      })}
    </svg>
  );
}
