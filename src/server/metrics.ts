import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What `/metrics` tells, in the Prometheus text format. Counts and times only: no ids, no names, no texts. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const lagGauge = (quantile: number) => Math.max(0, lag.percentile(quantile) / 1e9 - 0.01);
  new Gauge({
    name: 'assay_event_loop_lag_seconds',
    help: 'Event-loop delay beyond the 10 ms sampling interval since the last scrape, by quantile.',
    labelNames: ['quantile'],
    registers,
    collect() {
      this.set({ quantile: '0.5' }, lagGauge(50));
      this.set({ quantile: '0.99' }, lagGauge(99));
      this.set({ quantile: '1' }, lagGauge(100));
      lag.reset();
    },
  });
  new Gauge({
    name: 'assay_resident_memory_bytes',
    help: 'Resident memory of the server process.',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  return {
    registry,
    sockets: new Gauge({ name: 'assay_sockets', help: 'Open authenticated sockets.', registers }),
    answers: new Counter({
      name: 'assay_answers_total',
      help: 'Answers by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    answerSeconds: new Histogram({
      name: 'assay_answer_seconds',
      help: 'Time from receiving an answer to its committed result.',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
      registers,
    }),
    procedureSeconds: new Histogram({
      name: 'assay_procedure_seconds',
      help: 'Duration of API calls.',
      labelNames: ['path', 'type', 'code'],
      buckets: [0.002, 0.01, 0.05, 0.2, 1, 5],
      registers,
    }),
    sessions: new Gauge({ name: 'assay_sessions', help: 'Sessions by state.', labelNames: ['state'], registers }),
    runs: new Gauge({ name: 'assay_runs', help: 'Evaluation runs by state.', labelNames: ['state'], registers }),
    payloadEncodings: new Gauge({
      name: 'assay_shared_payload_encodings',
      help: 'Shared stream payloads turned into text since the start, however many watched.',
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
