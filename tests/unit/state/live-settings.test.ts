import { afterEach, describe, expect, it, vi } from 'vitest';
import { LiveSettings } from '../../../src/state/live-settings.svelte';

const NONE = { trunkLeanDeg: { low: null, high: null }, pelvicDropDeg: { high: null } };

/** What the browser remembers. */
function remembering(kept: object) {
  const values = new Map([['plumbline-live', JSON.stringify(kept)]]);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => values.set(key, value),
  });
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the target of the live screen', () => {
  it('is none until a person sets one, and none of an earlier version, which nobody had set', () => {
    remembering({});
    expect(new LiveSettings().targets).toEqual(NONE);
    remembering({ leanLowDeg: 4, leanHighDeg: 11, dropHighDeg: 5.6 });
    expect(new LiveSettings().targets).toEqual(NONE);
  });

  it('is kept as it was set, each edge by itself, and taken away again', () => {
    remembering({});
    new LiveSettings().change({ mostDropDeg: 5 });
    expect(new LiveSettings().targets).toEqual({ ...NONE, pelvicDropDeg: { high: 5 } });
    new LiveSettings().change({ leastLeanDeg: 3 });
    expect(new LiveSettings().targets.trunkLeanDeg).toEqual({ low: 3, high: null });
    new LiveSettings().change({ mostDropDeg: null });
    expect(new LiveSettings().targets.pelvicDropDeg).toEqual({ high: null });
  });

  it('lies between its edges, whichever was said first; nonsense is none', () => {
    remembering({ leastLeanDeg: 9, mostLeanDeg: 2 });
    expect(new LiveSettings().targets.trunkLeanDeg).toEqual({ low: 2, high: 9 });
    remembering({ leastLeanDeg: 'a lot', mostLeanDeg: 400 });
    expect(new LiveSettings().targets).toEqual(NONE);
  });
});
