import type { KeptSessions, SessionCard } from '../../../src/view/start/session-card';

/** A store of sessions as the screen sees one: what is removed can be had back. */
export class KeptForTest {
  now = $state.raw<KeptSessions>({ sessions: [], usedBytes: null, renewing: 0 });
  #removed: SessionCard | undefined;

  constructor(kept: KeptSessions) {
    this.now = kept;
  }

  remove(id: string): void {
    this.#removed = this.now.sessions.find((session) => session.id === id);
    this.now = { ...this.now, sessions: this.now.sessions.filter((session) => session.id !== id) };
  }

  restore(): void {
    if (this.#removed) this.now = { ...this.now, sessions: [this.#removed, ...this.now.sessions] };
  }
}
