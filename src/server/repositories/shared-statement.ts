/** Runs one statement for all of these questions; answers in the order asked. */
type Run<Q, A> = (questions: readonly Q[]) => Promise<readonly A[]>;

type Limits = { readonly inFlight?: number; readonly largest?: number };

/**
 * Makes one statement of many questions: those of the same turn of the event loop, and those that come while `inFlight`
 * statements are under way, share the next one. Alone a question travels alone; under load, and when a thousand sockets
 * come back at once, many share a round trip. A statement that fails is repeated question by question, so that a bad one
 * cannot take others with it.
 */
export function shareStatements<Q, A>(
  run: Run<Q, A>,
  { inFlight: most = 2, largest = 200 }: Limits = {},
): (question: Q) => Promise<A> {
  type Waiting = { question: Q; resolve: (answer: A) => void; reject: (error: unknown) => void };
  let queue: Waiting[] = [];
  let inFlight = 0;
  let isDue = false;

  const runEach = async (batch: readonly Waiting[]): Promise<void> => {
    for (const { question, resolve, reject } of batch)
      await run([question]).then(([answer]) => resolve(answer as A), reject);
  };

  const pump = async (): Promise<void> => {
    if (inFlight >= most || queue.length === 0) return;
    const batch = queue.slice(0, largest);
    queue = queue.slice(largest);
    inFlight += 1;
    try {
      const answers = await run(batch.map(({ question }) => question));
      batch.forEach(({ resolve }, index) => {
        resolve(answers[index] as A);
      });
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else await runEach(batch);
    } finally {
      inFlight -= 1;
      void pump();
    }
  };

  return (question) =>
    new Promise((resolve, reject) => {
      queue.push({ question, resolve, reject });
      if (isDue) return;
      isDue = true;
      // After the current turn, so that questions that arrived together leave together.
      setImmediate(() => {
        isDue = false;
        void pump();
      });
    });
}
