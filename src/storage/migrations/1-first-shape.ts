import type { AnyDatabase } from '../schema';

/** Version 1: every store. What lies in them: ../records.ts. */
export function firstShape(db: AnyDatabase): void {
  db.createObjectStore('runners', { keyPath: 'id' });
  // Sessions of nobody have a null runnerId, which is no key: they are in no index of runners.
  db.createObjectStore('sessions', { keyPath: 'id' }).createIndex('runner', 'runnerId');
  db.createObjectStore('recordings', { keyPath: ['sessionId', 'takeId'] });
  db.createObjectStore('clips', { keyPath: ['sessionId', 'takeId'] });
  db.createObjectStore('comparisons', { keyPath: 'id' });
  db.createObjectStore('errors', { keyPath: 'runnerId' });
  db.createObjectStore('settings', { keyPath: 'key' });
  db.createObjectStore('trash', { keyPath: 'id' });
}
