import type { LiveTargets } from '../live/live-targets';
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
  /** null = no target. */
  leastLeanDeg: number | null;
  mostLeanDeg: number | null;
  mostDropDeg: number | null;
}

const DEFAULTS: LiveChoices = {
  heightPx: 720,
  facing: 'environment',
  deviceId: null,
  mirrored: null,
  cue: 'none',
  auto: false,
  leastLeanDeg: null,
  mostLeanDeg: null,
  mostDropDeg: null,
};

const KEY = 'plumbline-live';

/** The runner's choices, remembered in this browser; one that keeps nothing starts with the defaults each time. */
export class LiveSettings {
  #now = $state.raw<LiveChoices>(remembered());

  get now(): LiveChoices {
    return this.#now;
  }

  get targets(): LiveTargets {
    const { leastLeanDeg, mostLeanDeg, mostDropDeg } = this.#now;
    const isTurned = leastLeanDeg !== null && mostLeanDeg !== null && leastLeanDeg > mostLeanDeg;
    const [low, high] = isTurned ? [mostLeanDeg, leastLeanDeg] : [leastLeanDeg, mostLeanDeg];
    return { trunkLeanDeg: { low, high }, pelvicDropDeg: { high: mostDropDeg } };
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
    // Earlier versions kept a target of their own under other names; it was nobody's choice.
    const degrees = (name: 'leastLeanDeg' | 'mostLeanDeg' | 'mostDropDeg') => {
      const value = of(name);
      return typeof value === 'number' && Math.abs(value) <= 45 ? value : null;
    };
    const [mirrored, deviceId] = [of('mirrored'), of('deviceId')];
    return {
      heightPx: ([480, 720, 1080] as const).find((px) => px === of('heightPx')) ?? DEFAULTS.heightPx,
      facing: of('facing') === 'user' ? 'user' : DEFAULTS.facing,
      deviceId: typeof deviceId === 'string' ? deviceId : null,
      mirrored: typeof mirrored === 'boolean' ? mirrored : null,
      cue: CUE_KINDS.find((kind) => kind === of('cue')) ?? DEFAULTS.cue,
      auto: of('auto') === true,
      leastLeanDeg: degrees('leastLeanDeg'),
      mostLeanDeg: degrees('mostLeanDeg'),
      mostDropDeg: degrees('mostDropDeg'),
    };
  } catch {
    return DEFAULTS;
  }
}
