import { type OfflineRequest, SERVICE_WORKER } from '../offline-contract.mjs';
import type { Milliseconds } from '../units';

/** A page that stays open for days asks this often whether there is a new version. *(judgement)* */
const ASK_EVERY_MS: Milliseconds = 3_600_000;

/**
 * Keeps the page for use without a network, and knows when a newer version waits. Nothing is ever reloaded by itself.
 * Where a browser has no service worker, or refuses it (a private window), the page works as before, online.
 */
export class Offline {
  #registration: ServiceWorkerRegistration | null = null;
  #updateReady = $state(false);

  /** A new version is here and waits until `update` is called. */
  get updateReady(): boolean {
    return this.#updateReady;
  }

  /** Installs the service worker; call it when the first screen stands. Resolves when that is done or known to be impossible. */
  async start(): Promise<void> {
    if (!('serviceWorker' in navigator)) return;
    try {
      const registration = await navigator.serviceWorker.register(SERVICE_WORKER, { updateViaCache: 'none' });
      this.#registration = registration;
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => {
          this.#look(registration);
        });
      });
      this.#look(registration);
      setInterval(() => void registration.update().catch(() => undefined), ASK_EVERY_MS);
    } catch {
      this.#registration = null;
    }
  }

  /** A clip has been measured: what that took is kept, so that the next clip needs no network. */
  async keepEngine(): Promise<void> {
    if (this.#registration === null) return;
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage('keep' satisfies OfflineRequest);
  }

  /** Hands over to the new version and loads it. */
  update(): void {
    const waiting = this.#registration?.waiting;
    if (!waiting) return;
    navigator.serviceWorker.addEventListener(
      'controllerchange',
      () => {
        location.reload();
      },
      { once: true },
    );
    waiting.postMessage('takeOver' satisfies OfflineRequest);
  }

  /** On the very first visit nothing was there before, so nothing is new. */
  #look(registration: ServiceWorkerRegistration): void {
    this.#updateReady = registration.waiting !== null && navigator.serviceWorker.controller !== null;
  }
}
