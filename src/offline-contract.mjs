// What page, service worker and build agree on. Plain JavaScript, because the build's own configuration reads it.

/** The service worker in the built folder; at its root, since it speaks for that folder only. */
export const SERVICE_WORKER = 'service-worker.js';

/**
 * What a page may ask of it: `keep` all that measuring needs; `takeOver` from the build that is running.
 * @typedef {'keep' | 'takeOver'} OfflineRequest
 */
