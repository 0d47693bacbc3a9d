import type { SessionCard } from '../state/review.svelte';
import type { View } from '../gait/view';
import type { Metric } from '../metrics/metric';
import type { SideSummary } from '../metrics/summary';
import type { BackendName } from '../pose/contract';
import type { Degrees, Seconds, Side } from '../units';

/** Below this an angle reads 0.0°: it has no direction to name. */
const UPRIGHT_WITHIN_DEG = 0.05;

const NOT_MEASURED = '–';

/** A number with its typographic minus; a dash where there is none. */
export function number(value: number, digits = 1): string {
  return Number.isFinite(value) ? value.toFixed(digits).replace('-', '−') : NOT_MEASURED;
}

/** How people are shown a unit: milliseconds for seconds (whole ones), tenths of all else. */
const SHOWN_UNITS: Record<Metric['unit'], { unit: string; perUnit: number; digits: number }> = {
  '°': { unit: '°', perUnit: 1, digits: 1 },
  '%': { unit: '%', perUnit: 1, digits: 1 },
  s: { unit: 'ms', perUnit: 1000, digits: 0 },
  'steps/min': { unit: 'spm', perUnit: 1, digits: 1 },
};

/** The unit that people are shown for a metric's own. */
export function shownUnit(unit: Metric['unit']): string {
  return SHOWN_UNITS[unit].unit;
}

/** A value in the unit that people are shown, without that unit: for tables and axes that name it once. */
export function valueText(value: number, unit: Metric['unit']): string {
  const { perUnit, digits } = SHOWN_UNITS[unit];
  return number(value * perUnit, digits);
}

/** "2.1°", "271 ms". */
export function measureText(value: number, unit: Metric['unit']): string {
  const shown = shownUnit(unit);
  return `${valueText(value, unit)}${shown === '°' ? '' : ' '}${shown}`;
}

/** A value of one frame, "2.1°"; in words where there is none. */
export function readingText(value: number, unit: '°' | '%'): string {
  return Number.isNaN(value) ? 'not measured' : `${number(value)}${unit === '°' ? '' : ' '}${unit}`;
}

/** Mean and spread without the unit, for tables that name it once. */
export function meanText({ mean }: SideSummary, unit: Metric['unit']): string {
  return valueText(mean, unit);
}

export function spreadText({ mean, sd }: SideSummary, unit: Metric['unit']): string {
  return Number.isFinite(mean) ? `± ${valueText(sd, unit)}` : '';
}

/** "1 stride", "12 strides". */
export function counted(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`;
}

/** Which way a trunk leans, in words: the number beside it has no sign. */
export function leanDirection(leanDeg: Degrees): string {
  if (Math.abs(leanDeg) < UPRIGHT_WITHIN_DEG) return 'on the vertical';
  return leanDeg > 0 ? 'forward' : 'behind the vertical';
}

/** "1.8° forward", "0.6° behind": for a label on the picture, where the plumb line is drawn beside it. */
export function shortLeanText(leanDeg: Degrees): string {
  if (Math.abs(leanDeg) < UPRIGHT_WITHIN_DEG) return '0.0° upright';
  return `${number(Math.abs(leanDeg))}° ${leanDeg > 0 ? 'forward' : 'behind'}`;
}

/** "1.8° forward", "0.6° behind the vertical". */
export function leanText(leanDeg: Degrees): string {
  if (!Number.isFinite(leanDeg)) return 'not measured';
  return `${number(Math.abs(leanDeg))}° ${leanDirection(leanDeg)}`;
}

/** The side on which the pelvis is lower; null where it is level. */
export function lowerSide(tiltDeg: Degrees): Side | null {
  if (Math.abs(tiltDeg) < UPRIGHT_WITHIN_DEG) return null;
  return tiltDeg > 0 ? 'left' : 'right';
}

/** "5.1° lower on the right". */
export function pelvisText(tiltDeg: Degrees): string {
  const side = lowerSide(tiltDeg);
  return side === null ? '0.0° level' : `${number(Math.abs(tiltDeg))}° lower on the ${side}`;
}

/** Time left, no more exact than it is known. */
export function timeLeft(seconds: Seconds): string {
  if (!Number.isFinite(seconds)) return 'working it out';
  if (seconds < 1) return 'almost done';
  return seconds < 90 ? `about ${Math.ceil(seconds)} s` : `about ${Math.round(seconds / 60)} min`;
}

const BACKEND_WORDS: Record<BackendName, string> = {
  wasm: 'the processor (WebAssembly), which was the fastest or the only way here',
  webgl: 'the graphics card (WebGL)',
  webgpu: 'the graphics card (WebGPU)',
  cpu: 'plain JavaScript, which is slow',
};

/** Where the pose model ran; that there is no graphics card is no error, but worth a line. */
export function backendWords(backend: BackendName): string {
  return BACKEND_WORDS[backend];
}

const VIEW_WORDS: Record<View, string> = {
  left: 'left side',
  right: 'right side',
  rear: 'from behind',
  front: 'from the front',
};

export function viewWords(view: View | null): string {
  return view === null ? 'view not told' : VIEW_WORDS[view];
}

const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** "12 Nov 2026"; a date that makes no sense is not guessed at. */
export function dayText(ms: number): string {
  return Number.isFinite(ms) && ms > 0 ? DAY.format(ms) : 'date not known';
}

/** What a session is called: its title, else its day. */
export function sessionTitle({ title, filmedAtMs }: Pick<SessionCard, 'title' | 'filmedAtMs'>): string {
  return title === '' ? dayText(filmedAtMs) : title;
}

/** "Demo runner · Before · 10 km/h, 1 % · pain 4/10", as far as it was told. */
export function sessionWords(card: SessionCard): string {
  const { speedKmh, inclinePct, pain } = card.facts;
  const run = [
    ...(speedKmh === null ? [] : [`${speedKmh} km/h`]),
    ...(inclinePct === null ? [] : [`${inclinePct} %`]),
  ].join(', ');
  const words = [card.runner?.name ?? '', sessionTitle(card), run, pain === null ? '' : `pain ${pain}/10`];
  return words.filter((word) => word !== '').join(' · ');
}
