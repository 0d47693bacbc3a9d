import { SPEEDS } from '../../state/player.svelte';
import type { Review } from '../../state/review.svelte';

/** To the stride that stands for the metric in focus. */
export function goToTypical({ front, metricInFocus }: Review): void {
  const stride = front.typicalStride(metricInFocus);
  if (stride !== null) front.showIn(stride, metricInFocus);
}

/** To the stride that shows the metric in focus at its worst. */
export function goToWorst({ front, metricInFocus }: Review): void {
  const stride = front.worstStride(metricInFocus);
  if (stride !== null) front.showIn(stride, metricInFocus);
}

interface PlayerKey {
  /** As the list of keys names it. */
  id: string;
  /** As the browser names it; letters in lower case. */
  key: string;
  /** Whether Shift must be held (true), must not (false), or does not matter (absent). */
  shift?: boolean;
  /** What it does to the session on the table: the front clip leads, the others follow. */
  act: (review: Review) => void;
}

/** The keys of the player. */
export const PLAYER_KEYS: readonly PlayerKey[] = [
  {
    id: 'toggle',
    key: ' ',
    act: ({ front }) => {
      front.player.toggle();
    },
  },
  {
    id: 'step',
    key: 'ArrowLeft',
    shift: false,
    act: ({ front }) => {
      front.player.step(-1);
    },
  },
  {
    id: 'step',
    key: 'ArrowRight',
    shift: false,
    act: ({ front }) => {
      front.player.step(1);
    },
  },
  {
    id: 'leap',
    key: 'ArrowLeft',
    shift: true,
    act: ({ front }) => {
      front.player.step(-10);
    },
  },
  {
    id: 'leap',
    key: 'ArrowRight',
    shift: true,
    act: ({ front }) => {
      front.player.step(10);
    },
  },
  {
    id: 'stride',
    key: '[',
    act: ({ front }) => {
      front.walk.step(-1);
    },
  },
  {
    id: 'stride',
    key: ']',
    act: ({ front }) => {
      front.walk.step(1);
    },
  },
  {
    id: 'ends',
    key: 'Home',
    act: ({ front }) => {
      front.player.seekToFrame(0);
    },
  },
  {
    id: 'ends',
    key: 'End',
    act: ({ front }) => {
      front.player.seekToFrame(front.player.frames - 1);
    },
  },
  {
    id: 'loop',
    key: 'l',
    act: ({ front }) => {
      front.walk.toggleLoop();
    },
  },
  { id: 'typical', key: 't', act: goToTypical },
  { id: 'worst', key: 'w', act: goToWorst },
  ...SPEEDS.map((speed, k): PlayerKey => ({
    id: 'speed',
    key: String(k + 1),
    act: ({ front }) => {
      front.player.setSpeed(speed);
    },
  })),
  {
    id: 'layers',
    key: 'v',
    act: ({ layers }) => {
      layers.toggleAll();
    },
  },
  {
    id: 'clip',
    key: 'c',
    act: (review) => {
      review.bringNextToFront();
    },
  },
];
