import { writtenItems } from '../written-item';

export const HTTP_ITEMS = writtenItems('http', [
  {
    id: 'http-created',
    difficulty: -1.5,
    seconds: 40,
    stem: 'A `POST /orders` request stores a new order. Which answer tells the client so and where the order is found?',
    options: {
      a: '`200 OK` with an `ETag` field',
      b: '`202 Accepted` with a `Retry-After` field',
      c: '`204 No Content` with a `Link` field',
      d: '`201 Created` with a `Location` field',
    },
    key: 'd',
    explanation:
      '201 says that a resource was made and `Location` names it (RFC 9110, 15.3.2). 200 does not say so and an ETag is a version, 202 says the work is not finished, 204 only that there is no body.',
    hint: 'There is a status code for exactly this outcome of a POST.',
  },
  {
    id: 'http-retry-idempotent',
    difficulty: -0.8,
    seconds: 50,
    stem: 'A client sent `PUT /profiles/7` and the connection broke before any answer came. Why may it send the same request again without asking anyone?',
    options: {
      a: 'PUT is safe: it changes no state on the server',
      b: 'PUT is idempotent: twice has the effect of once',
      c: 'PUT is cacheable: the second is served from a cache',
      d: 'PUT is atomic: the first was rolled back on the break',
    },
    key: 'b',
    explanation:
      'Repeating an idempotent method leaves the same state as one request (RFC 9110, 9.2.2). PUT is not safe, since it replaces the resource; answers to PUT are not cacheable; and HTTP promises no rollback when a connection breaks.',
    hint: 'What matters is the state after the second request.',
  },
  {
    id: 'http-401-or-403',
    difficulty: -0.3,
    seconds: 45,
    stem: 'A request comes with a valid, unexpired token of a user who may not delete invoices. Repeating it with the same user cannot help, and the server does not hide that invoices exist. Which status fits `DELETE /invoices/12`?',
    options: { a: '`401 Unauthorized`', b: '`404 Not Found`', c: '`403 Forbidden`', d: '`405 Method Not Allowed`' },
    key: 'c',
    explanation:
      '403 means the credentials were understood and are not enough (RFC 9110, 15.5.4). 401 asks for valid credentials, which were given; 404 hides existence, which is not wanted; 405 would say that nobody may delete invoices.',
    hint: 'Who the caller is has been settled.',
  },
  {
    id: 'http-if-match',
    difficulty: 0.5,
    seconds: 65,
    stem: 'Two editors fetch the same page, which comes with an ETag, and both save it with PUT. How does the API keep the second from overwriting the first unnoticed?',
    options: {
      a: 'Each PUT carries `If-Match` with the ETag that was fetched',
      b: 'Each PUT carries `If-None-Match` with the ETag that was fetched',
      c: 'Each PUT carries `Cache-Control: no-store` for the page',
      d: 'Each PUT carries an `Expect: 100-continue` field',
    },
    key: 'a',
    explanation:
      '`If-Match` makes the server refuse with 412 when the page has changed since it was fetched. `If-None-Match` would refuse when it has NOT changed, `no-store` concerns caches, and `Expect` only asks whether to send the body.',
    hint: 'The second PUT should fail when the version it was based on is gone.',
  },
  {
    id: 'http-preflight',
    difficulty: 0.9,
    seconds: 60,
    stem: 'A script on `https://shop.example` calls `https://api.example` with `fetch`. Which request makes the browser ask with a preflight `OPTIONS` first?',
    options: {
      a: 'A GET without headers set by the script',
      b: 'A POST with the body type `text/plain`',
      c: 'A POST with the body type `multipart/form-data`',
      d: 'A POST with the body type `application/json`',
    },
    key: 'd',
    explanation:
      'A cross-origin request goes out without preflight if a plain form could have sent it: GET, HEAD or POST with `text/plain`, `multipart/form-data` or `application/x-www-form-urlencoded`. JSON is none of these, so the browser asks first.',
    hint: 'Ask what an HTML form could send without any script.',
  },
  {
    id: 'http-no-cache',
    difficulty: 1.2,
    seconds: 50,
    stem: 'What does `Cache-Control: no-cache` in a response ask of a browser cache?',
    options: {
      a: 'To keep no copy of it on disk or in memory',
      b: 'To revalidate its copy before each reuse',
      c: 'To reuse its copy until the tab is closed',
      d: 'To hide its copy from other sites and users',
    },
    key: 'b',
    explanation:
      'A stored copy may be reused after the origin has confirmed it (RFC 9111, 5.2.2.4). Keeping no copy is `no-store`; no directive is bound to a tab; keeping shared caches out is `private`.',
    hint: 'There is another directive for storing nothing.',
  },
  {
    id: 'http-vary',
    difficulty: 1.6,
    seconds: 70,
    stem: 'One URL serves German or English, depending on `Accept-Language`. Behind a shared cache English readers now and then get the German page. Which response field is missing?',
    options: {
      a: '`Content-Language: de, en`',
      b: '`Cache-Control: public`',
      c: '`Vary: Accept-Language`',
      d: '`Accept-Language: de, en`',
    },
    key: 'c',
    explanation:
      '`Vary` names the request fields that a stored answer depends on, so the cache keeps one per language. `Content-Language` describes the content but does not enter the cache key, `public` only invites more caching, and `Accept-Language` belongs to requests.',
    hint: 'How can a cache know that two requests for one URL are different?',
  },
]);
