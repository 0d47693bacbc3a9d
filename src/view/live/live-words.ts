import type { LiveFigure } from '../../live/live-numbers';
import type { View } from '../../gait/view';
import type { CueKind } from '../../state/live-settings.svelte';
import type { CameraPace } from '../../pose/camera-contract';
import { number } from '../words';

export const CUE_WORDS: Readonly<Record<CueKind, string>> = {
  none: 'nothing',
  colour: 'a yellow, thicker line',
  tone: 'a tone',
  voice: 'a spoken word',
};

export const VIEW_WORDS: Readonly<Record<View, string>> = {
  left: 'left side',
  right: 'right side',
  rear: 'from behind',
  front: 'from the front',
};

/** A figure as it stands on the screen: one decimal, a dash where there is none. */
export function figureText({ value }: LiveFigure, unit: string, digits = 1): string {
  return Number.isNaN(value) ? '–' : `${number(value, digits)}${unit}`;
}

/** How sure a figure is, in a word or two. */
export function confidenceText({ confidence, reason, n }: LiveFigure): string {
  if (confidence === 'firm') return `firm, ${n} strides`;
  return confidence === null ? (reason ?? '') : `provisional: ${reason ?? ''}`;
}

/** A stretch of time as m:ss. */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** The debug line: how the camera keeps up. */
export function paceText({ framesPerS, latencyMs, frameS }: CameraPace): string {
  if (Number.isNaN(framesPerS)) return 'waiting for frames';
  const intervals = latencyMs / 1000 / frameS;
  return `${number(framesPerS, 1)} frames/s · ${number(latencyMs, 0)} ms from capture to overlay = ${number(intervals, 2)} frame intervals`;
}
