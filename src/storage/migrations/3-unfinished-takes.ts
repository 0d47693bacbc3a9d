import type { AnyDatabase, UpgradeTransaction } from '../schema';

/** Version 3: what the camera records is kept piece by piece, before it is part of a session. */
export async function unfinishedTakes(db: AnyDatabase, tx: UpgradeTransaction): Promise<void> {
  db.createObjectStore('unfinishedTakes', { keyPath: 'id' });
  db.createObjectStore('pieces', { keyPath: ['takeId', 'index'] });
  // What was deleted holds recordings too from now on; what waits there is at most ten seconds old, and goes.
  await tx.objectStore('trash').clear();
}
