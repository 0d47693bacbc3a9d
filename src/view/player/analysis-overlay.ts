import type { RunAnalysis } from '../../analysis/run-analysis';
import { phaseAt } from '../../gait/phase';
import type { Seconds, Side } from '../../units';
import { pelvisMark } from './draw-pelvis';
import type { Overlay } from './draw-overlay';

/** What an analysis says of a frame, for `drawOverlay`. */
export function overlayOf(
  analysis: RunAnalysis,
  frame: number,
): Pick<Overlay, 'track' | 'frame' | 'view' | 'limbTrust' | 'trunkLeanDeg' | 'pelvis' | 'cameraRollDeg'> & {
  onBelt: Side | null;
} {
  const { track, view, limbTrust, cameraRollDeg } = analysis;
  return {
    track,
    frame,
    view,
    limbTrust,
    trunkLeanDeg: analysis.trunkLeanDeg[frame] ?? NaN,
    pelvis: pelvisMark(analysis, frame),
    cameraRollDeg,
    onBelt: footOnBelt(analysis, track.timeS[frame] ?? NaN),
  };
}

function footOnBelt({ contacts }: RunAnalysis, timeS: Seconds): Side | null {
  const found = phaseAt(contacts, timeS);
  return found === null || found.phase === 'flight' || found.phase === 'swing' ? null : found.side;
}
