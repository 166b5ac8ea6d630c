type Media = { readonly schema?: { readonly $ref?: string } };
type Operation = {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly unknown[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: unknown;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
};
export type ApiDocument = {
  readonly info: { readonly title: string; readonly description?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem}
code,pre{overflow-wrap:anywhere;font:14px/1.4 ui-monospace,monospace}pre{overflow:auto;padding:.75rem;border:1px solid GrayText}p,dt,dd,h4{overflow-wrap:anywhere}
summary{cursor:pointer;padding:.5rem 0;overflow-wrap:anywhere}details{border-bottom:1px solid GrayText}
:focus-visible{outline:3px solid Highlight;outline-offset:2px}dt{font-weight:600;margin-top:.5rem}dd{margin-left:1rem}
.method{display:inline-block;min-width:4.5rem;font-weight:700}a{color:LinkText}`;

/** The document for people: plain HTML in the colours of the reader's system, no scripts, nothing from elsewhere. */
export function documentPage(document: ApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = Map.groupBy(operations, ({ operation }) => operation.tags?.[0] ?? 'other');
  const sections = [...groups].map(
    ([tag, entries]) =>
      `<section><h2 id="${escaped(tag)}">${escaped(tag)}</h2>${entries.map(entryOf).join('')}</section>`,
  );
  const schemas = Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) =>
      `<details id="schema-${escaped(name)}"><summary><code>${escaped(name)}</code></summary><pre tabindex="0">${escaped(JSON.stringify(schema, null, 2))}</pre></details>`,
  );
  const links = [...groups.keys()].map((tag) => `<li><a href="#${escaped(tag)}">${escaped(tag)}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(document.info.title)} API</title><style>${STYLE}</style></head><body><main><h1>${escaped(document.info.title)} API</h1>
<p>${escaped(document.info.description ?? '')}</p><p><a href="/api/v1/openapi.json">The document for programs (OpenAPI 3.1)</a></p>
<nav aria-label="Groups"><ul>${links}<li><a href="#schemas">schemas</a></li></ul></nav>${sections.join('')}
<section><h2 id="schemas">schemas</h2>${schemas.join('')}</section></main></body></html>`;
}

function entryOf({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: where, required, schema }) =>
      `<dt><code>${escaped(name)}</code> (${escaped(where)}${required ? ', required' : ''})</dt><dd><code>${escaped(JSON.stringify(schema ?? {}))}</code></dd>`,
  );
  const responses = Object.entries(operation.responses).map(
    ([status, { description, content }]) =>
      `<dt>${escaped(status)}</dt><dd>${escaped(description)}${contentOf(content)}</dd>`,
  );
  const body = operation.requestBody ? `<h4>Body</h4><p>${contentOf(operation.requestBody.content)}</p>` : '';
  return `<details><summary><span class="method">${escaped(method.toUpperCase())}</span> <code>${escaped(path)}</code> ${escaped(operation.summary ?? '')}</summary>
<p>${operation.security ? 'Needs a bearer token.' : 'Needs no login.'}</p>${parameters.length > 0 ? `<h4>Parameters</h4><dl>${parameters.join('')}</dl>` : ''}${body}
<h4>Answers</h4><dl>${responses.join('')}</dl></details>`;
}

/** Content types with the schema each has, by its name where it has one. */
function contentOf(content: Readonly<Record<string, Media>> | undefined): string {
  return Object.entries(content ?? {})
    .map(([type, { schema }]) => {
      const name = schema?.$ref?.split('/').at(-1);
      const words = name ? `<a href="#schema-${escaped(name)}">${escaped(name)}</a>` : '';
      return ` <code>${escaped(type)}</code> ${words}`;
    })
    .join(',');
}
