import { DEFAULT_TARGETS, type LiveTargets } from '../live/live-targets';
import type { CameraChoice } from '../video/camera';

/** How a runner wants to be told that a value has left the target. */
export type CueKind = 'none' | 'colour' | 'tone' | 'voice';
export const CUE_KINDS: readonly CueKind[] = ['none', 'colour', 'tone', 'voice'];

/** What a runner chooses before running. */
export interface LiveChoices {
  heightPx: CameraChoice['heightPx'];
  facing: CameraChoice['facing'];
  /** null = whichever faces as wished. */
  deviceId: string | null;
  /** null = as people expect it of this camera. */
  mirrored: boolean | null;
  cue: CueKind;
  /** Steady running starts the recording and its end stops it. */
  auto: boolean;
  leanLowDeg: number;
  leanHighDeg: number;
  dropHighDeg: number;
}

const DEFAULTS: LiveChoices = {
  heightPx: 720,
  facing: 'environment',
  deviceId: null,
  mirrored: null,
  cue: 'none',
  auto: false,
  leanLowDeg: Math.round(DEFAULT_TARGETS.trunkLeanDeg.low),
  leanHighDeg: Math.round(DEFAULT_TARGETS.trunkLeanDeg.high),
  dropHighDeg: DEFAULT_TARGETS.pelvicDropDeg.high,
};

const KEY = 'plumbline-live';

/** The runner's choices, remembered in this browser; one that keeps nothing starts with the defaults each time. */
export class LiveSettings {
  #now = $state.raw<LiveChoices>(remembered());

  get now(): LiveChoices {
    return this.#now;
  }

  get targets(): LiveTargets {
    const { leanLowDeg, leanHighDeg, dropHighDeg } = this.#now;
    const [low, high] = [Math.min(leanLowDeg, leanHighDeg), Math.max(leanLowDeg, leanHighDeg)];
    return { trunkLeanDeg: { low, high }, pelvicDropDeg: { high: dropHighDeg } };
  }

  change(some: Partial<LiveChoices>): void {
    this.#now = { ...this.#now, ...some };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#now));
    } catch {
      return;
    }
  }
}

/** What was kept, as far as it is what it should be: anybody can write there. */
function remembered(): LiveChoices {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return DEFAULTS;
    const of = (name: keyof LiveChoices): unknown => (name in kept ? Reflect.get(kept, name) : undefined);
    const degrees = (name: 'leanLowDeg' | 'leanHighDeg' | 'dropHighDeg') => {
      const value = of(name);
      return typeof value === 'number' && Math.abs(value) <= 45 ? value : DEFAULTS[name];
    };
    const [mirrored, deviceId] = [of('mirrored'), of('deviceId')];
    return {
      heightPx: ([480, 720, 1080] as const).find((px) => px === of('heightPx')) ?? DEFAULTS.heightPx,
      facing: of('facing') === 'user' ? 'user' : DEFAULTS.facing,
      deviceId: typeof deviceId === 'string' ? deviceId : null,
      mirrored: typeof mirrored === 'boolean' ? mirrored : null,
      cue: CUE_KINDS.find((kind) => kind === of('cue')) ?? DEFAULTS.cue,
      auto: of('auto') === true,
      leanLowDeg: degrees('leanLowDeg'),
      leanHighDeg: degrees('leanHighDeg'),
      dropHighDeg: degrees('dropHighDeg'),
    };
  } catch {
    return DEFAULTS;
  }
}
