import { makeClips } from './clips';

/** Vitest calls this once before the browser starts. */
export default function setup(): void {
  makeClips();
}
