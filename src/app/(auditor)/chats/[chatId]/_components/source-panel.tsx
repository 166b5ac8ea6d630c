import { Card } from '@/components/card';
import { ScrollFrame } from '@/components/scroll-frame';
import { strings } from '../../_strings';

const words = strings.source;

/** What the model was told to answer from, as it was given. Short where it stands above the conversation. */
export function SourcePanel({ source, className = '' }: { source: string | null; className?: string }) {
  if (source === null)
    return (
      <Card title={words.title} className={`self-start ${className}`}>
        <p className="text-muted">{words.none}</p>
      </Card>
    );
  return (
    <Card
      title={words.title}
      description={words.text}
      padding="flush"
      className={`self-start xl:sticky xl:top-4 ${className}`}
    >
      <ScrollFrame label={words.scrolls} className="max-h-48 px-4 pb-5 sm:px-6 xl:max-h-[70dvh]">
        <p className="wrap-anywhere whitespace-pre-line">{source}</p>
      </ScrollFrame>
    </Card>
  );
}
