import { NO_FACTS, type Session } from '../analysis/session';
import { isTrackFile } from '../exchange/is-track-file';
import type { ClipRun } from './clip-run.svelte';
import { type Failure, failureOf } from './failure';
import { Intake } from './intake.svelte';
import type { Comparison } from './comparison.svelte';
import type { Live } from './live.svelte';
import type { Measure } from './measure-clip';
import { measuredTakes } from './measured-takes';
import type { TrackRun } from './track-run.svelte';
import type { RunnerPage } from './runner-page.svelte';
import { Review, type SessionCard } from './review.svelte';
import { takeIdsOf } from './taped-files';

export type Stop =
  | { at: 'start'; failure: Failure | null; note: string | null }
  | { at: 'check'; intake: Intake }
  | { at: 'analyse'; intake: Intake }
  | { at: 'review'; review: Review }
  | LaterStop;

/** Where kept sessions are looked at together, and the camera: fetched at the first step there. */
export type LaterStop =
  { at: 'compare'; comparison: Comparison } | { at: 'runner'; page: RunnerPage } | { at: 'live'; live: Live };

interface OpenClips {
  /** What is known of the session already. */
  card?: Partial<SessionCard>;
  /** Nobody has to look at the check: the analysis shows at once. */
  straightOn?: boolean;
}

/** What becomes of a session that is on the table. */
export interface KeepSessions {
  /** It has just been analysed. */
  keepNew: (review: Review) => void;
  /** It was kept before. */
  keepUp: (review: Review) => void;
}

/**
 * Where a person is: start ──open──▶ check ──analyse──▶ analyse ──all done──▶ review ──open──▶ check …
 *                      ◀──cancel, or no clip is left────────┘          ├──startOver──▶ start
 *                                                                      └──checkAgain──▶ check ──cancel──▶ review
 * and from wherever kept sessions are: ──goTo──▶ compare, runner ──startOver──▶ start
 * and from the start: ──goTo──▶ live ──open──▶ check …
 */
export class Journey {
  readonly #measure: Measure;
  readonly #keeper: KeepSessions;
  #stop = $state.raw<Stop>({ at: 'start', failure: null, note: null });
  /** The session whose clips are checked once more; null = they have just come. */
  #again: Review | null = null;

  constructor(measure: Measure, keeper: KeepSessions) {
    this.#measure = measure;
    this.#keeper = keeper;
  }

  get stop(): Stop {
    return this.#stop;
  }

  /** Files opened together are one session, and so are those that come while clips are checked; during the analysis, none are taken. */
  open(files: readonly File[], { card = {}, straightOn = false }: OpenClips = {}): void {
    const [first] = files;
    if (first === undefined || this.#stop.at === 'analyse') return;
    if (this.#stop.at === 'check') {
      this.#stop.intake.add(files);
      return;
    }
    if (files.every(isTrackFile)) {
      void this.#openTracks(files);
      return;
    }
    this.#again = null;
    this.#begin(files, { card, straightOn });
  }

  /**
   * The clips of the session on the table are checked once more, with what a person said of them: there someone else can be
   * chosen to be followed. Cancelled, the session is as it was. Nothing happens where a clip was not kept.
   */
  checkAgain(): void {
    if (this.#stop.at !== 'review') return;
    const { review } = this.#stop;
    const files = review.takes.flatMap(({ clip, name }) => (clip === null ? [] : [new File([clip], name)]));
    if (files.length < review.takes.length) return;
    this.#again = review;
    const { runs } = this.#begin(files, { card: review.card });
    review.takes.forEach(({ corrections }, k) => runs[k]?.correct(corrections));
  }

  #begin(files: readonly File[], { card, straightOn = false }: OpenClips): Intake {
    const intake: Intake = new Intake(this.#measure, { ...newCard(files), ...card }, () => {
      this.#step(intake);
    });
    this.#stop = { at: straightOn ? 'analyse' : 'check', intake };
    intake.add(files);
    return intake;
  }

  /** The check is over, whether or not everything was looked at. Clips that cannot be used were told of and are left out. */
  analyse(): void {
    if (this.#stop.at !== 'check') return;
    const { intake } = this.#stop;
    this.#stop = { at: 'analyse', intake };
    for (const run of [...intake.runs, ...intake.tracks]) if (run.failure !== null) intake.remove(run);
    this.#step(intake);
  }

  /** Takes one clip out, or a file of landmarks; of the last clip nothing is left to check. */
  leaveOut(run: ClipRun | TrackRun): void {
    if (this.#stop.at !== 'check' && this.#stop.at !== 'analyse') return;
    const { intake } = this.#stop;
    if (intake.runs.length + intake.tracks.length === 1) this.cancel();
    else {
      intake.remove(run);
      if (intake.runs.length === 0) this.analyse();
    }
  }

  cancel(): void {
    if (this.#stop.at !== 'check' && this.#stop.at !== 'analyse') return;
    const { intake } = this.#stop;
    const what = intake.runs.length > 1 ? 'those clips' : 'that clip';
    const isTaped = takeIdsOf(intake.runs.map(({ file }) => file)).length > 0;
    const kept = isTaped ? 'What the camera recorded is still here.' : `Nothing of ${what} was kept.`;
    this.#stop =
      this.#again === null
        ? { at: 'start', failure: null, note: `Cancelled. ${kept}` }
        : { at: 'review', review: this.#again };
    intake.stop();
  }

  /** What could be measured is shown, now that the person has read what could not. */
  review(): void {
    if (this.#stop.at !== 'analyse') return;
    const { measured, card } = this.#stop.intake;
    if (measured.length === 0 || !this.#stop.intake.settled) return;
    const review = new Review(card, measured, this.#measure.reanalyse);
    this.#keeper.keepNew(review);
    this.#stop = { at: 'review', review };
  }

  /** A kept session comes on the table again; its numbers follow from its recordings as this version works them out. */
  async show(session: Session, keep = this.#keeper.keepUp): Promise<void> {
    const from = this.#stop;
    const { takes, ...card } = session;
    try {
      const measured = await measuredTakes(takes, this.#measure.reanalyse);
      if (this.#stop !== from) return;
      const review = new Review(card, measured, this.#measure.reanalyse);
      keep(review);
      this.#stop = { at: 'review', review };
    } catch (error) {
      if (this.#stop === from) this.#stop = { at: 'start', failure: failureOf(error), note: null };
    }
  }

  /** To a comparison, a runner's page or the camera, once it is there; null = it could not be opened. What comes after the person has gone on is dropped. */
  async goTo(coming: Promise<LaterStop | null>): Promise<void> {
    const from = this.#stop;
    try {
      const to = await coming;
      if (to !== null && this.#stop === from) this.#stop = to;
    } catch (error) {
      if (this.#stop === from) this.#stop = { at: 'start', failure: failureOf(error), note: null };
    }
  }

  startOver(): void {
    const { at } = this.#stop;
    if (at === 'review' || at === 'compare' || at === 'runner' || at === 'live')
      this.#stop = { at: 'start', failure: null, note: null };
  }

  /** Files of landmarks in place of clips: a session without a picture, kept as any other. */
  async #openTracks(files: readonly File[]): Promise<void> {
    const names = files.map(({ name }) => `“${name}”`).join(', ');
    const reading: Stop = { at: 'start', failure: null, note: `Reading ${names} …` };
    this.#stop = reading;
    try {
      const { readTrackSession } = await import('./track-session');
      const session = await readTrackSession(files, newCard(files));
      if (this.#stop === reading) await this.show(session, this.#keeper.keepNew);
    } catch (error) {
      if (this.#stop === reading) this.#stop = { at: 'start', failure: failureOf(error), note: null };
    }
  }

  /** What comes after the person has gone on is dropped. */
  #step(intake: Intake): void {
    const { at } = this.#stop;
    if ((at !== 'check' && at !== 'analyse') || this.#stop.intake !== intake) return;
    const { failures } = intake;
    if (intake.hopeless) this.#stop = { at: 'start', failure: together(failures), note: null };
    // A failure that nobody has seen yet is not passed over.
    else if (at === 'analyse' && intake.settled && failures.length === 0) this.review();
  }
}

function together(failures: readonly Failure[]): Failure {
  const [first] = failures;
  if (first === undefined) throw new RangeError('Nothing has failed.');
  if (failures.length === 1) return first;
  return {
    title: 'None of these clips can be used',
    sentence: failures.map(({ sentence }) => sentence).join(' '),
  };
}

/** What is known of a session whose clips have just come in. */
function newCard(files: readonly File[]): SessionCard {
  return {
    id: crypto.randomUUID(),
    runner: null,
    title: '',
    filmedAtMs: Math.min(...files.map(({ lastModified }) => lastModified)),
    facts: NO_FACTS,
  };
}
