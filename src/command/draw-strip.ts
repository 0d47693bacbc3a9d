import type { Recording } from '../analysis/recording';
import type { RunAnalysis } from '../analysis/run-analysis';
import type { Contact } from '../gait/contacts';
import { drawUpright } from '../video/draw-upright';
import { openClip } from '../video/open-clip';
import { drawOverlay } from '../view/player/draw-overlay';
import { pelvisMark } from '../view/player/draw-pelvis';
import { runnerBox } from '../view/player/runner-box';

/** Pictures side by side in a strip, and how high each is drawn. */
const PICTURES = 10;
const HEIGHT = 520;
const CAPTION_HEIGHT = 30;

/** Which frames a strip shows: spread evenly over the clip, or the first ten initial contacts. */
export type StripOf = 'frames' | 'contacts';

interface Shot {
  frame: number;
  caption: string;
}

/** Draws ten frames of a clip with what was measured on them, closed up on the runner, as one PNG. */
export async function drawStrip(
  file: File,
  recording: Recording,
  analysis: RunAnalysis,
  of: StripOf,
): Promise<Blob> {
  const { width, height, slowMotionFactor } = recording.source;
  const shots = of === 'frames' ? evenly(analysis) : atContacts(analysis);
  const box = runnerBox(analysis.track, { width, height });
  const scale = HEIGHT / box.height;
  const shotWidth = Math.round(box.width * scale);
  const canvas = new OffscreenCanvas(shotWidth * Math.max(1, shots.length), HEIGHT + CAPTION_HEIGHT);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser gives no 2D canvas.');
  context.fillStyle = '#11161c';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const clip = await openClip(file, { name: file.name, slowMotionFactor });
  let frame = 0;
  for await (const timed of clip.frames()) {
    shots.forEach((shot, place) => {
      if (shot.frame !== frame) return;
      context.save();
      context.beginPath();
      context.rect(place * shotWidth, 0, shotWidth, HEIGHT);
      context.clip();
      context.setTransform(scale, 0, 0, scale, place * shotWidth - box.left * scale, -box.top * scale);
      drawUpright(context, timed, width, height);
      const { track, view, cameraRollDeg } = analysis;
      const trunkLeanDeg = analysis.trunkLeanDeg[frame] ?? NaN;
      const pelvis = pelvisMark(analysis, frame);
      drawOverlay(context, { track, frame, view, trunkLeanDeg, pelvis, cameraRollDeg, visible: box, scale });
      context.restore();
      context.fillStyle = '#ffffff';
      context.font = '15px sans-serif';
      context.fillText(shot.caption, place * shotWidth + 8, HEIGHT + 20);
    });
    timed.image.close();
    frame++;
  }
  clip.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

function evenly({ track }: RunAnalysis): Shot[] {
  const frames = track.timeS.length;
  const count = Math.min(PICTURES, frames);
  return Array.from({ length: count }, (_, k) => {
    const frame = Math.floor(((k + 0.5) * frames) / count);
    return { frame, caption: `frame ${frame}, ${(track.timeS[frame] ?? NaN).toFixed(2)} s` };
  });
}

function atContacts({ track, contacts }: RunAnalysis): Shot[] {
  return contacts.slice(0, PICTURES).map(({ side, initialContactS }: Contact) => {
    const after = track.timeS.findIndex((timeS) => timeS >= initialContactS);
    const nearer =
      initialContactS - (track.timeS[after - 1] ?? -Infinity) < (track.timeS[after] ?? NaN) - initialContactS;
    return { frame: nearer ? after - 1 : after, caption: `${side} lands, ${initialContactS.toFixed(3)} s` };
  });
}
