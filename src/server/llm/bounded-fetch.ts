/** The answer was longer than any useful one: the connection was cut. */
export class AnswerTooLong extends Error {
  override name = 'AnswerTooLong';
}

/** A fetch that reads at most `maxBytes` of an answer, so that an endpoint that never stops cannot fill the memory. */
export function boundedFetch(maxBytes: number, fetchOf: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const response = await fetchOf(input, init);
    if (!response.body) return response;
    let received = 0;
    const counted = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          received += chunk.byteLength;
          if (received > maxBytes) controller.error(new AnswerTooLong(`The answer was longer than ${maxBytes} bytes.`));
          else controller.enqueue(chunk);
        },
      }),
    );
    return new Response(counted, {
      status: response.status,
      statusText: response.statusText,
      headers: response.headers,
    });
  };
}
