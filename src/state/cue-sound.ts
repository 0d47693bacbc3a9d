import type { Cue } from '../live/cue-rule';
import type { CueKind } from './live-settings.svelte';

/** Length and height of the tone: short, and above the belt's hum. *(judgement)* */
const TONE_S = 0.25;
const TONE_HZ = 880;
const TONE_GAIN = 0.2;

/** Sounds a cue. Speech only with a voice that lives on this device: others send the words away. */
export class CueSound {
  #audio: AudioContext | null = null;

  /** Browsers let a page sound only after a click: call it from one. */
  wake(): void {
    this.#audio ??= new AudioContext();
    void this.#audio.resume();
    // Chromium looks for its voices only when it is asked, and has them later.
    localVoice();
  }

  give(cue: Cue, kind: CueKind): void {
    if (kind === 'tone' || (kind === 'voice' && !speak(cue.words))) this.#tone();
  }

  close(): void {
    void this.#audio?.close();
    this.#audio = null;
  }

  #tone(): void {
    const audio = this.#audio;
    if (audio === null) return;
    const tone = new OscillatorNode(audio, { frequency: TONE_HZ });
    const gain = new GainNode(audio, { gain: TONE_GAIN });
    tone.connect(gain).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + TONE_S);
  }
}

function speak(words: string): boolean {
  const voice = localVoice();
  if (voice === null) return false;
  const saying = new SpeechSynthesisUtterance(words);
  saying.voice = voice;
  speechSynthesis.speak(saying);
  return true;
}

function localVoice(): SpeechSynthesisVoice | null {
  if (!('speechSynthesis' in globalThis)) return null;
  const local = speechSynthesis.getVoices().filter(({ localService }) => localService);
  return local.find(({ lang }) => lang.startsWith('en')) ?? null;
}
