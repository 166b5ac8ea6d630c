'use client';

import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Checkbox } from '@/components/checkbox';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { Select } from '@/components/select';
import { TextArea } from '@/components/text-area';
import { type GateId, obstacles } from '@/core/items/gates/gate';
import type { ItemOutput } from '@/protocol/bank';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';

const words = strings.review;

export type DecisionHandle = { open: (wish: 'accept' | 'reject') => void };
type DecisionProps = { item: ItemOutput; onDone: () => void; ref: Ref<DecisionHandle> };

/** Accept or send back, with a reason; what stands in the way is said before, not after. */
export function Decision({ item, onDone, ref }: DecisionProps) {
  const { id, shown, gates, isOwnWork, reviewers } = item;
  const [wish, setWish] = useState<'accept' | 'reject'>('accept');
  const [reason, setReason] = useState('');
  const [status, setStatus] = useState<'operational' | 'pilot'>('operational');
  const [overruled, setOverruled] = useState<readonly GateId[]>([]);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const accept = api.item.accept.useMutation();
  const reject = api.item.reject.useMutation();
  useImperativeHandle(ref, () => ({
    open: (next) => {
      setWish(next);
      requestAnimationFrame(() => reasonField.current?.focus());
    },
  }));
  const results = Object.fromEntries(gates.map(({ gate, result }) => [gate, result]));
  const { blocking, overrulable } = obstacles(results, shown.origin);
  const mayDecide = !isOwnWork || reviewers <= 1;
  const cursor = { id, version: shown.version };
  const decide = () => {
    const after = (done: string) => ({
      onSuccess: () => {
        toast.success(done);
        onDone();
      },
    });
    if (wish === 'accept')
      accept.mutate({ ...cursor, status, reason, overrule: [...overruled] }, after(words.accepted));
    else reject.mutate({ ...cursor, reason }, after(words.sentBack));
  };
  const refusal = accept.error ?? reject.error;
  const names = (ids: readonly GateId[]) => ids.map((gate) => strings.gates[gate].name).join(', ');
  const isReady =
    reason.trim().length >= 3 &&
    (wish === 'reject' ||
      (mayDecide && blocking.length === 0 && overrulable.every((gate) => overruled.includes(gate))));
  return (
    <Card>
      <div className="flex flex-col gap-4">
        {isOwnWork && (
          <Notice tone="caution" title={words.own}>
            {mayDecide ? words.lone : words.ownText}
          </Notice>
        )}
        <fieldset aria-label={words.title} className="flex flex-wrap gap-3">
          {(['accept', 'reject'] as const).map((choice) => (
            <Button
              key={choice}
              aria-pressed={wish === choice}
              variant={wish === choice ? 'primary' : 'secondary'}
              onClick={() => setWish(choice)}
            >
              {choice === 'accept' ? words.accept : words.sendBack}
            </Button>
          ))}
        </fieldset>
        {wish === 'accept' && blocking.length > 0 && (
          <Notice tone="negative" title={words.blocked}>
            {words.blockedText(names(blocking))}
          </Notice>
        )}
        {wish === 'accept' && overrulable.length > 0 && (
          <fieldset>
            <legend className="font-medium">{words.overrule}</legend>
            {overrulable.map((gate) => (
              <Checkbox
                key={gate}
                label={strings.gates[gate].name}
                checked={overruled.includes(gate)}
                onChange={(event) =>
                  setOverruled(event.target.checked ? [...overruled, gate] : overruled.filter((each) => each !== gate))
                }
              />
            ))}
          </fieldset>
        )}
        {wish === 'accept' && (
          <Field label={words.acceptAs}>
            <Select
              options={[
                { value: 'operational', label: words.operational },
                { value: 'pilot', label: words.pilot },
              ]}
              value={status}
              onChange={(event) => setStatus(event.target.value as typeof status)}
            />
          </Field>
        )}
        <Field label={words.reason} hint={words.reasonHint}>
          <TextArea
            ref={reasonField}
            rows={3}
            value={reason}
            maxLength={1_000}
            onChange={(event) => setReason(event.target.value)}
          />
        </Field>
        {refusal && (
          <Notice tone="negative" live="polite">
            {refusal.message}
          </Notice>
        )}
        <Button
          variant={wish === 'accept' ? 'primary' : 'danger'}
          className="self-start"
          busy={accept.isPending || reject.isPending}
          busyLabel={wish === 'accept' ? words.accepting : words.sending}
          disabled={!isReady}
          onClick={decide}
        >
          {wish === 'accept' ? words.accept : words.sendBack}
        </Button>
      </div>
    </Card>
  );
}
