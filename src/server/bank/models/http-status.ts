import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

const STATUS = {
  200: '200 OK',
  204: '204 No Content',
  304: '304 Not Modified',
  401: '401 Unauthorized',
  403: '403 Forbidden',
  404: '404 Not Found',
  405: '405 Method Not Allowed',
  406: '406 Not Acceptable',
  409: '409 Conflict',
  410: '410 Gone',
  412: '412 Precondition Failed',
  415: '415 Unsupported Media Type',
} as const;
type Status = keyof typeof STATUS;
type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE';

/** A stored representation; `modified` is a day of June 2026. */
type Resource = { etag: string; modified: number };
type Tags = readonly string[] | '*';
export type ConditionalRequest = {
  method: Method;
  ifMatch?: Tags;
  ifNoneMatch?: Tags;
  /** Days of June 2026. */
  ifModifiedSince?: number;
  ifUnmodifiedSince?: number;
};

const opaque = (tag: string): string => tag.replace(/^W\//, '');
/** RFC 9110, 8.8.3.2: strong comparison needs two strong validators. */
const strongMatch = (tags: Tags, etag: string): boolean =>
  tags === '*' || tags.some((tag) => !tag.startsWith('W/') && !etag.startsWith('W/') && tag === etag);
const weakMatch = (tags: Tags, etag: string): boolean =>
  tags === '*' || tags.some((tag) => opaque(tag) === opaque(etag));

/**
 * The status of a request by RFC 9110: conditions are looked at only when the answer would otherwise be a success
 * (13.2.1), and then in the order of 13.2.2.
 */
export function conditionalStatus(request: ConditionalRequest, resource: Resource | null): Status {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (resource === null) return 404;
  const { ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince } = request;
  if (ifMatch !== undefined) {
    if (!strongMatch(ifMatch, resource.etag)) return 412;
  } else if (ifUnmodifiedSince !== undefined && resource.modified > ifUnmodifiedSince) return 412;
  if (ifNoneMatch !== undefined) {
    if (weakMatch(ifNoneMatch, resource.etag)) return reads ? 304 : 412;
  } else if (reads && ifModifiedSince !== undefined && resource.modified <= ifModifiedSince) return 304;
  return reads ? 200 : 204;
}

const PATHS = [
  '/invoices/7',
  '/photos/12',
  '/articles/3',
  '/users/41',
  '/reports/2026',
  '/carts/9',
  '/tickets/88',
  '/devices/5',
  '/notes/16',
  '/orders/230',
];
const day = (date: number): string =>
  `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(Date.UTC(2026, 5, date)).getUTCDay()]}, ${String(date).padStart(2, '0')} Jun 2026 10:00:00 GMT`;
const newTag = (random: Random): string => `"${random.pick(['v', 'r', 'x', 'e'])}${random.int(10, 99)}"`;

/** What each wrong status takes for granted. */
const MISREADING: Record<Status, string> = {
  200: 'ignores the condition',
  204: 'ignores the condition',
  304: 'takes it for the check of a cache',
  401: 'confuses permission with identity',
  403: 'takes any refusal for missing permission',
  404: 'takes any refusal for a missing resource',
  405: 'blames the method',
  406: 'confuses what is accepted with what is sent',
  409: 'takes a failed condition for a conflict',
  410: 'takes absence for removal for good',
  412: 'takes it for a failed precondition',
  415: 'confuses what is sent with what is accepted',
};

function options(key: Status, wrong: readonly Status[]): Pick<Variant, 'key' | 'distractors'> | null {
  const chosen = [...new Set(wrong)].filter((status) => status !== key).slice(0, 3);
  if (chosen.length < 3) return null;
  return {
    key: `\`${STATUS[key]}\``,
    distractors: chosen.map((status) => ({ text: `\`${STATUS[status]}\``, misconception: MISREADING[status] })),
  };
}

/** One thing is out of the ordinary; each row gives it, the status, its close relatives and the reason. */
function singleCause(random: Random): Variant | null {
  const path = random.pick(PATHS);
  const name = random.pick(['Ada', 'Bo', 'Chen', 'Dara', 'Emil', 'Fay']);
  const method = random.pick(['GET', 'PUT', 'DELETE', 'PATCH'] as const);
  const causes: [Status, readonly Status[], string, string][] = [
    [
      401,
      [403, 404, 412, 409],
      'The resource is for signed-in users. The request carries no credentials.',
      '401 asks for credentials (15.5.2); 403 would say that the given ones are not enough.',
    ],
    [
      403,
      [401, 405, 404, 409],
      `The request carries valid credentials of ${name}, who lacks the permission for it. The server does not hide that the resource exists.`,
      '403 says that the credentials were understood and do not suffice (15.5.4); 401 would ask for others to be sent.',
    ],
    [
      405,
      [403, 404, 415, 409],
      `The resource exists and ${name} may do anything with it, but it does not support this method for anyone.`,
      '405 says that the resource does not support the method and lists those it does in `Allow` (15.5.6).',
    ],
    [
      404,
      [410, 403, 405, 409],
      `Nothing is stored there, and the server does not know whether there ever was. ${name} would have the permission.`,
      '404 says that there is no current representation and leaves open for how long (15.5.5); 410 needs knowledge of a removal for good.',
    ],
    [
      410,
      [404, 403, 405, 409],
      `What was stored there has been deleted, and the server knows that it is for good and wants to say so to ${name}.`,
      '410 says that the resource is no longer available and will probably stay so (15.5.11).',
    ],
    [
      415,
      [406, 405, 409, 412],
      `${name} has the permission. The server reads JSON bodies there, and the body sent is XML with the field \`Content-Type: application/xml\`.`,
      '415 is about the format of the body that was sent (15.5.16); 406 is about formats the client accepts in return.',
    ],
    [
      406,
      [415, 405, 409, 412],
      `${name} has the permission. The server can answer in JSON, the request demands \`Accept: application/xml\`, and the server is set up to refuse rather than ignore that.`,
      '406 is about formats the client accepts in return (15.5.7); 415 is about the body it sent.',
    ],
  ];
  const [key, wrong, situation, reason] = random.pick(causes);
  if (key === 415 && method !== 'PUT' && method !== 'PATCH') return null;
  if (key === 406 && method !== 'GET') return null;
  const made = options(key, random.shuffle(wrong.slice(0, 4)));
  if (made === null) return null;
  return {
    ...made,
    stem: `A server receives \`${method} ${path}\`. ${situation} Which status does RFC 9110 provide for this?`,
    explanation: `RFC 9110: ${reason}`,
    hint: 'Ask what the client would have to change for the request to work.',
  };
}

function headerLines(request: ConditionalRequest): string[] {
  const tags = (value: Tags) => (value === '*' ? '*' : value.join(', '));
  return [
    ...(request.ifMatch ? [`If-Match: ${tags(request.ifMatch)}`] : []),
    ...(request.ifNoneMatch ? [`If-None-Match: ${tags(request.ifNoneMatch)}`] : []),
    ...(request.ifModifiedSince ? [`If-Modified-Since: ${day(request.ifModifiedSince)}`] : []),
    ...(request.ifUnmodifiedSince ? [`If-Unmodified-Since: ${day(request.ifUnmodifiedSince)}`] : []),
  ];
}

/** What the conditions lead to. Drawn first, so that no status is the best guess. */
type Outcome = 'success' | 304 | 404 | 412;

function conditional(random: Random, hard: boolean, outcome: Outcome): Variant | null {
  const method = random.pick(['GET', 'GET', 'HEAD', 'PUT', 'DELETE'] as const);
  const path = random.pick(PATHS);
  const strong = newTag(random);
  const resource: Resource = {
    etag: hard && random.next() < 0.4 ? `W/${strong}` : strong,
    modified: random.int(8, 20),
  };
  const exists = outcome !== 404;
  if (!exists && method === 'PUT') return null; // it would create the resource
  const tags = (): Tags => {
    if (hard && random.next() < 0.15) return '*';
    const listed = [random.next() < 0.5 ? (random.next() < 0.7 ? resource.etag : strong) : newTag(random)];
    if (hard && random.next() < 0.5) listed.push(newTag(random));
    return random.shuffle(listed);
  };
  const since = () => resource.modified + random.pick([-5, -2, 0, 3, 6]);
  const forms: (() => Partial<ConditionalRequest>)[] = hard
    ? [
        () => ({ ifNoneMatch: tags(), ifModifiedSince: since() }),
        () => ({ ifMatch: tags(), ifUnmodifiedSince: since() }),
        () => ({ ifMatch: tags(), ifNoneMatch: tags() }),
        () => ({ ifMatch: tags() }),
        () => ({ ifNoneMatch: tags() }),
      ]
    : [
        () => ({ ifMatch: tags() }),
        () => ({ ifNoneMatch: tags() }),
        () => ({ ifModifiedSince: since() }),
        () => ({ ifUnmodifiedSince: since() }),
      ];
  const request: ConditionalRequest = { method, ...random.pick(forms)() };
  const key = conditionalStatus(request, exists ? resource : null);
  const success: Status = method === 'GET' || method === 'HEAD' ? 200 : 204;
  if (outcome !== (key === success ? 'success' : key)) return null;
  const made = options(key, [success, 412, 304, ...random.shuffle([404, 409] as const)]);
  if (made === null) return null;
  const state = exists
    ? `The resource exists with \`ETag: ${resource.etag}\` and was last changed at ${day(resource.modified)}.`
    : 'No such resource exists; without the condition the answer would be 404.';
  const order = 'Conditions are evaluated in the order of RFC 9110, section 13.2.2';
  return {
    ...made,
    stem: `${exists ? `Without the condition the request would be carried out and answered with ${success}. ` : ''}${state} Which status follows from RFC 9110?\n\n\`\`\`http\n${[`${method} ${path} HTTP/1.1`, 'Host: api.example', ...headerLines(request)].join('\n')}\n\`\`\``,
    explanation: `${order}. ${explain(request, exists ? resource : null)}`,
    hint: 'Decide first which fields count at all, then whether the condition holds, then what the method makes of it.',
  };
}

function explain(request: ConditionalRequest, resource: Resource | null): string {
  if (resource === null)
    return 'Without the condition the answer would be 404, and then conditions are ignored (13.2.1).';
  const steps: string[] = [];
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (request.ifMatch !== undefined) {
    const holds = strongMatch(request.ifMatch, resource.etag);
    steps.push(`If-Match compares strongly (weak tags match nothing) and ${holds ? 'holds' : 'fails, hence 412'}.`);
    if (!holds) return steps.join(' ');
    if (request.ifUnmodifiedSince !== undefined) steps.push('If-Unmodified-Since is ignored beside it.');
  } else if (request.ifUnmodifiedSince !== undefined) {
    const holds = resource.modified <= request.ifUnmodifiedSince;
    steps.push(`If-Unmodified-Since ${holds ? 'holds' : 'fails, hence 412'}.`);
    if (!holds) return steps.join(' ');
  }
  if (request.ifNoneMatch !== undefined) {
    const matches = weakMatch(request.ifNoneMatch, resource.etag);
    if (request.ifModifiedSince !== undefined) steps.push('If-Modified-Since is ignored beside If-None-Match.');
    steps.push(
      `If-None-Match compares weakly: ${matches ? `the tag matches, hence ${reads ? '304 for a read' : '412, since the method is not GET or HEAD'}` : 'no tag matches, so it holds'}.`,
    );
    if (matches) return steps.join(' ');
  } else if (request.ifModifiedSince !== undefined) {
    if (!reads) steps.push('If-Modified-Since is ignored for methods other than GET and HEAD.');
    else if (resource.modified <= request.ifModifiedSince) return 'It has not changed since, hence 304.';
    else steps.push('It has changed since.');
  }
  return `${steps.join(' ')} So the request is carried out.`;
}

/** Status codes from a decision procedure over RFC 9110. */
export const httpStatus: ItemModel = {
  id: 'http-status',
  version: 1,
  skillId: 'http',
  title: 'Status of a request',
  levels: [
    { id: 'easy', difficulty: -0.9, expectedTimeMs: 45_000 },
    { id: 'medium', difficulty: 0.4, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1.4, expectedTimeMs: 90_000 },
  ],
  generate(random, level) {
    if (level === 'easy') return untilMade(() => singleCause(random));
    const hard = level === 'hard';
    const outcome = hard && random.next() < 0.1 ? 404 : random.pick(['success', 304, 412] as const);
    return untilMade(() => conditional(random, hard, outcome));
  },
};
