import { ClipError } from '../video/clip-errors';
import type { SessionCard } from './review.svelte';

/** The demo runner with back pain, and six weeks of exercises later. */
export type DemoClips = 'before' | 'after';

const DEMO_RUNNER = {
  id: 'demo-runner',
  name: 'Demo runner',
  note: 'Made by the project itself: nobody was filmed.',
};
const DEMO_RUN = {
  speedKmh: 10,
  inclinePct: 1,
  shoes: '',
  note: '',
  redFlags: [],
  ageGroup: '18to64',
} as const;

/** What is known of the demo runner's two sessions; their ids are theirs for ever, so that a kept one is opened again. */
export const DEMO_CARDS: Readonly<Record<DemoClips, SessionCard>> = {
  before: {
    id: 'demo-before',
    runner: DEMO_RUNNER,
    title: 'Before',
    filmedAtMs: Date.UTC(2026, 9, 12, 9),
    facts: { ...DEMO_RUN, pain: 4 },
  },
  after: {
    id: 'demo-after',
    runner: DEMO_RUNNER,
    title: 'After six weeks',
    filmedAtMs: Date.UTC(2026, 10, 23, 9),
    facts: { ...DEMO_RUN, pain: 1 },
  },
};

/** Side first: its number needs no more than a runner to be seen. */
const VIEWS = ['side', 'rear'] as const;

/** Fetches the demo runner's two clips as files, as if a person had opened them. Errors: ClipError where one is not there. */
export async function demoFiles(which: DemoClips, folder: URL, signal?: AbortSignal): Promise<File[]> {
  return Promise.all(
    VIEWS.map(async (view) => {
      const name = `${which}-${view}.mp4`;
      const answer = await fetch(new URL(name, folder), { signal: signal ?? null }).catch(
        (error: unknown) => {
          signal?.throwIfAborted();
          throw missing(name, error);
        },
      );
      // A server that answers every address with the page has no clip either.
      const isVideo = answer.headers.get('content-type')?.startsWith('video/') ?? false;
      if (!answer.ok || !isVideo) throw missing(name, answer.status);
      return new File([await answer.blob()], `demo-${name}`, { type: 'video/mp4' });
    }),
  );
}

function missing(name: string, cause: unknown): ClipError {
  return new ClipError(
    'unreadable',
    `The demo clip “${name}” could not be fetched; go online once and try again, or open a clip of your own.`,
    { cause },
  );
}
