import type { Milliseconds } from '../units';

/** A browser has begun to read the file by then. *(judgement)* */
const KEPT_MS: Milliseconds = 60_000;

/** Hands a file to the browser to be saved, under a name that is safe already (see `safeFileName`). */
export function download(file: Blob, fileName: string): void {
  const href = URL.createObjectURL(file);
  Object.assign(document.createElement('a'), { href, download: fileName }).click();
  setTimeout(() => {
    URL.revokeObjectURL(href);
  }, KEPT_MS);
}
