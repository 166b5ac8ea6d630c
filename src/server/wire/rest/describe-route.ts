import { Problem } from '@/protocol/rest';

/** Words for describing routes in the document: a JSON body, a JSON answer, a refusal. */
export const json = <S>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
});
export const body = <S>(schema: S) => ({ required: true, content: { 'application/json': { schema } } });
export const refused = (description: string) => json(Problem, description);

/** What every route behind a login may answer. */
export const secured = (tag: string) => ({ security: [{ bearer: [] }], tags: [tag] });
export const ALWAYS = {
  401: refused('No valid token'),
  429: refused('Too many requests; `Retry-After` says when to come back'),
  503: refused('The database is away for a moment; repeat the request'),
};
