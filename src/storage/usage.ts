/** How much this site keeps on the disk; null where the browser does not say. */
export interface Usage {
  usedBytes: number;
  /** How much it may. An estimate of the browser's. */
  quotaBytes: number;
  /** Whether the browser has promised not to clear it when the disk runs full. */
  persistent: boolean;
}

/** What the browser says; some private windows refuse to. */
export async function storageUsage(): Promise<Usage | null> {
  try {
    const [{ usage, quota }, persistent] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    return usage === undefined || quota === undefined
      ? null
      : { usedBytes: usage, quotaBytes: quota, persistent };
  } catch {
    return null;
  }
}

/**
 * Asks the browser not to clear the store when the disk runs full; true = promised. Some browsers ask the person, so call it
 * after something of theirs was saved, not at the start. Without the promise an eviction takes the whole store at once,
 * which no page can see coming or notice afterwards: that is what backups are for.
 */
export async function askForPersistence(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
