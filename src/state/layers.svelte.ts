/** What can be drawn on the picture, in the order of its switches. */
export const LAYERS = ['lines', 'joints', 'contacts', 'path'] as const;
export type Layer = (typeof LAYERS)[number];

/** Which layers are drawn, for all clips of a session alike. */
export class Layers {
  #chosen = $state.raw<readonly Layer[]>(['lines', 'joints', 'contacts']);
  #bare = $state(false);

  get drawn(): readonly Layer[] {
    return this.#bare ? [] : this.#chosen;
  }

  toggle(layer: Layer): void {
    const { drawn } = this;
    this.#bare = false;
    this.#chosen = LAYERS.filter((one) => drawn.includes(one) !== (one === layer));
  }

  /** The bare picture, or all that was drawn before. */
  toggleAll(): void {
    if (this.#chosen.length > 0) this.#bare = !this.#bare;
  }
}
