/** What went wrong, for code that has to choose what to do next. */
export type StoreProblem =
  /** No database in this browser or window. */
  | 'unavailable'
  /** The disk, or this site's share of it, is full. */
  | 'full'
  /** A newer Plumbline has changed the database, or wants to. */
  | 'outdated'
  /** The browser took the database away while it was open. */
  | 'lost'
  /** What was asked for is not (or no longer) there. */
  | 'gone'
  /** It is there and does not make sense. */
  | 'damaged'
  /** The clip cannot be read from where it lies. */
  | 'clipUnreadable'
  | 'failed';

/** The store could not do it. `message` is one sentence: what happened, what is kept, what to do. */
export class StoreError extends Error {
  override name = 'StoreError';
  constructor(
    readonly problem: StoreProblem,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Sentences of the problems that any call may meet. */
export const SENTENCES = {
  unavailable:
    'This window cannot keep sessions (a private window, or storage is switched off): everything works until you close it, so export what you want to keep.',
  full: 'There is no room left to save this: nothing was lost, it stays open here; delete clips or old sessions, then save again.',
  outdated: 'Plumbline was updated in another tab: what is open here stays, but reload this page to save it.',
  lost: 'The browser closed the store of sessions (its data may have been cleared): what is open here stays; reload the page to go on.',
  blocked: 'Another tab with an older Plumbline is still open: close it, and your sessions appear here.',
} as const;

/** Turns a failure of IndexedDB into a sentence; a StoreError or an abort passes unchanged. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const cause = { cause: error };
  switch (error.name) {
    case 'AbortError':
      return error;
    case 'QuotaExceededError':
      return new StoreError('full', SENTENCES.full, cause);
    case 'VersionError':
      return new StoreError('outdated', SENTENCES.outdated, cause);
    case 'SecurityError':
      return new StoreError('unavailable', SENTENCES.unavailable, cause);
    case 'NotReadableError':
      return new StoreError('clipUnreadable', clipUnreadable, cause);
    default:
      return new StoreError(
        'failed',
        `The browser’s store failed (${error.message}): nothing was half-saved; try again, or reload the page.`,
        cause,
      );
  }
}

const clipUnreadable =
  'The clip could not be read from the disk (it may have been moved or changed): nothing was saved; choose it again, or save without the clip.';

/** Sentence for what is not there any more. */
export function gone(what: string): StoreError {
  return new StoreError('gone', `This ${what} is no longer here: it was deleted, perhaps in another tab.`);
}
