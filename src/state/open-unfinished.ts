import type { Library } from './library.svelte';
import { markTaped } from './taped-files';

/** Recordings that are part of no session, as files for a new one; null = they cannot be read, and the library says why. */
export async function openUnfinished(library: Library, ids: readonly string[]): Promise<File[] | null> {
  const files = await library.change((store) => Promise.all(ids.map((id) => store.takeFile(id))));
  for (const [k, file] of (files ?? []).entries()) markTaped(file, ids[k] ?? '');
  return files;
}
