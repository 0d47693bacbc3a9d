/** Where a key works. */
export type KeyScreen = 'everywhere' | 'start' | 'analyse' | 'review' | 'compare' | 'live';

/** A key and what it does: the one place for these facts. The screens wire the actions by `id`. */
export interface KeyFact {
  id: string;
  screen: KeyScreen;
  /** As written on the key; several that belong together stand side by side. */
  keys: readonly string[];
  words: string;
}

export const KEY_LIST = [
  { id: 'help', screen: 'everywhere', keys: ['?'], words: 'this list' },
  { id: 'close', screen: 'everywhere', keys: ['Esc'], words: 'close what is open on top' },
  { id: 'paste', screen: 'start', keys: ['Ctrl V'], words: 'open the clip that was copied (⌘ V on a Mac)' },
  { id: 'toggle', screen: 'review', keys: ['Space'], words: 'play, pause' },
  { id: 'step', screen: 'review', keys: ['←', '→'], words: 'one frame back, forward' },
  { id: 'leap', screen: 'review', keys: ['Shift ←', 'Shift →'], words: 'ten frames back, forward' },
  { id: 'stride', screen: 'review', keys: ['[', ']'], words: 'the stride before, after' },
  { id: 'ends', screen: 'review', keys: ['Home', 'End'], words: 'first, last frame' },
  { id: 'loop', screen: 'review', keys: ['L'], words: 'repeat this stride' },
  { id: 'typical', screen: 'review', keys: ['T'], words: 'the most typical stride' },
  { id: 'worst', screen: 'review', keys: ['W'], words: 'the worst stride' },
  { id: 'speed', screen: 'review', keys: ['1', '2', '3', '4'], words: 'speed: 0.1×, 0.25×, 0.5×, 1×' },
  { id: 'layers', screen: 'review', keys: ['V'], words: 'lines and joints on, off' },
  { id: 'clip', screen: 'review', keys: ['C'], words: 'the next clip to the front' },
  { id: 'pairToggle', screen: 'compare', keys: ['Space'], words: 'play one stride of both, pause' },
  { id: 'pairStep', screen: 'compare', keys: ['←', '→'], words: 'one percent of the stride back, forward' },
  { id: 'pairLeap', screen: 'compare', keys: ['Shift ←', 'Shift →'], words: 'ten percent back, forward' },
  { id: 'pairEnds', screen: 'compare', keys: ['Home', 'End'], words: 'start, end of the stride' },
  { id: 'liveToggle', screen: 'live', keys: ['Space'], words: 'start or stop recording' },
  { id: 'livePace', screen: 'live', keys: ['D'], words: 'how the camera keeps up' },
] as const satisfies readonly KeyFact[];

export const KEY_SCREENS: Readonly<Record<KeyScreen, string>> = {
  everywhere: 'Everywhere',
  start: 'Start',
  analyse: 'While analysing',
  review: 'Review',
  compare: 'Compare',
  live: 'Camera',
};
