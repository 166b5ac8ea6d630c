import type { IncomingMessage, ServerResponse } from 'node:http';

/** Stands in for Next where only the pages are not wanted: everything else of the server is the real thing. */
export default function noPages() {
  return {
    prepare: async () => undefined,
    close: async () => undefined,
    getRequestHandler: () => async (_request: IncomingMessage, response: ServerResponse) => {
      response.writeHead(404).end();
    },
  };
}
