import { router } from '@/server/api/trpc';
import { create } from './create';
import { get } from './get';
import { list } from './list';
import { onDocuments } from './on-documents';
import { reindex } from './reindex';
import { remove } from './remove';
import { removeDocument } from './remove-document';
import { rename } from './rename';
import { search } from './search';

/** Document collections; the documents themselves go by plain HTTP, see src/server/documents/documents-endpoint.ts. */
export const collectionRouter = router({
  create,
  get,
  list,
  onDocuments,
  reindex,
  remove,
  removeDocument,
  rename,
  search,
});
