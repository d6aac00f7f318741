import { queryFor, type Query } from '../wire/query';

/** A question as it is read; throws where `name` is none. */
export function questionFor(name: string, type: number): Query {
  const query = queryFor(name, type);
  if (!query) throw new Error(`no name: ${name}`);
  return query;
}
