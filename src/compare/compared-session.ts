import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import type { Session } from '../analysis/session';
import type { Conditions } from './conditions';

/** What comparing needs of a take: a RunAnalysis and its Recording are one. */
export interface ComparedTake {
  analysis: Pick<RunAnalysis, 'view' | 'metrics' | 'strides' | 'cameraRollFrom' | 'pelvicLine'>;
  recording: Pick<Recording, 'pose' | 'source'>;
}

/** What comparing needs of a session. */
export interface ComparedSession {
  session: Pick<Session, 'id' | 'runner' | 'filmedAtMs' | 'facts'>;
  takes: readonly ComparedTake[];
}

/** A session with the analyses of its takes, in their order. */
export function comparedSession(session: Session, analyses: readonly RunAnalysis[]): ComparedSession {
  if (analyses.length !== session.takes.length)
    throw new RangeError(
      `Got ${analyses.length} analyses when the session has ${session.takes.length} takes.`,
    );
  const takes = session.takes.map(({ recording }, i) => ({ recording, analysis: analyses[i]! }));
  return { session, takes };
}

/** Under what a take was filmed and read. */
export function conditionsOf(
  { session }: ComparedSession,
  { analysis, recording }: ComparedTake,
): Conditions {
  const { speedKmh, inclinePct, shoes } = session.facts;
  return {
    view: analysis.view,
    fps: recording.source.fps,
    landmarksFrom: recording.pose?.model ?? 'markers',
    pelvicMethod: analysis.pelvicLine?.method ?? 'none',
    rollKnown: recording.pose === null || analysis.cameraRollFrom !== 'none',
    standingKnown: (analysis.pelvicLine?.neutralTiltDeg ?? null) !== null,
    speedKmh,
    inclinePct,
    shoes: shoes.trim(),
  };
}
