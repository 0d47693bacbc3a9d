/**
 * Which recording a file was put together from. The file goes its way through check and analysis as any clip does; when the
 * session that it became part of is saved, this tells which recording has served.
 */
const takeIds = new WeakMap<Blob, string>();

/** Remembers it for as long as anybody holds the file. */
export function markTaped(file: File, takeId: string): void {
  takeIds.set(file, takeId);
}

/** The recordings among some clips. */
export function takeIdsOf(clips: readonly (Blob | null)[]): string[] {
  return clips.map((clip) => clip && takeIds.get(clip)).filter((id) => id != null);
}
