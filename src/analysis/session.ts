import { NOTHING_SAID, type Wellbeing } from '../feedback/safety';
import type { Recording } from './recording';
import type { Corrections } from './run-analysis';

/** What a person says of a run. Nothing of it is needed; empty text and null mean "not told". */
export interface RunFacts extends Wellbeing {
  /** Belt speed, km/h. */
  speedKmh: number | null;
  /** Treadmill incline, percent. */
  inclinePct: number | null;
  shoes: string;
  note: string;
}

export const NO_FACTS: RunFacts = { speedKmh: null, inclinePct: null, shoes: '', note: '', ...NOTHING_SAID };

/** One clip of a session: what its pixels said and what a person said of that. Its numbers follow from the two. */
export interface Take {
  id: string;
  recording: Recording;
  corrections: Corrections;
  /** The clip itself; null where it was not kept. */
  clip: Blob | null;
}

/** Whose sessions belong together. */
export interface Runner {
  id: string;
  name: string;
  note: string;
}

/** What was filmed of one runner on one occasion: usually a clip from the side and one from behind. */
export interface Session {
  id: string;
  /** null = nobody said who runs. */
  runner: Runner | null;
  /** What a person calls it, such as "before"; empty = its date. */
  title: string;
  /** When it was filmed as far as known, else when it was analysed; milliseconds since 1970. */
  filmedAtMs: number;
  facts: RunFacts;
  takes: Take[];
}
