import type { RunnerFound } from '../../pose/runner-found';
import type { OpenTake } from '../../state/open-take.svelte';
import { counted, number, viewWords, backendWords } from '../words';

const ROLL_FROM = {
  user: 'drawn by hand',
  verticals: 'from upright lines in the picture',
  'a vertical and horizontals': 'from lines in the picture',
  none: 'not known, taken as level',
};

const HIPS_SAY = {
  confirms: 'the model’s own hips move with it',
  contradicts: 'the model’s own hips move against it and do not confirm it',
  'says nothing': 'the model’s own hips neither confirm nor contradict it',
};

/** How a take was measured, line by line: what it was, what read it, what was done to it. */
export function receiptFacts({ analysis, recording, strides }: OpenTake): (readonly [string, string])[] {
  const { source, pose, timing } = recording;
  const { filters, pelvicLine, agreement, identity } = analysis;
  const excluded = strides.filter((stride) => stride.excluded !== null).length;
  const pelvis =
    pelvicLine === null || pelvicLine.method === 'none'
      ? null
      : `${pelvicLine.method}${agreement === null ? '' : `; ${HIPS_SAY[agreement.verdict]} (r = ${number(agreement.r, 2)})`}`;
  const slow =
    source.slowMotionFactor === 1 ? '' : `, slowed down ${number(source.slowMotionFactor, 0)} times`;
  return [
    ['clip', source.name],
    ['SHA-256 of the clip', source.sha256],
    ['view', `${viewWords(analysis.view)} (${analysis.viewFrom === 'user' ? 'set by hand' : 'detected'})`],
    ['picture', `${source.width} × ${source.height}`],
    ['frame rate', `${number(source.fps, 2)} fps${source.variableFrameRate ? ', variable' : ''}${slow}`],
    ['frames', `${source.frames} in ${number(source.durationS)} s`],
    ['camera roll', `${number(analysis.cameraRollDeg)}°, ${ROLL_FROM[analysis.cameraRollFrom]}`],
    ['pelvic line', pelvis],
    ['runner', runnerText(pose?.runner ?? null)],
    ['strides', `${counted(strides.length, 'stride')}${excluded > 0 ? `, ${excluded} left out` : ''}`],
    ['legs told apart', `${counted(identity.relabelledFrames.length, 'frame')} re-labelled`],
    ['filters', filterText(filters)],
    [
      'model',
      pose === null ? 'none: measured landmarks' : `BlazePose ${pose.model} on ${backendWords(pose.backend)}`,
    ],
    ['SHA-256 of the model', pose?.modelSha256 ?? null],
    [
      'analysed in',
      `${number(timing.wallS)} s, ${number(timing.msPerFrame)} ms a frame${workersText(timing)}`,
    ],
  ].flatMap(([name, value]) => (name && value ? [[name, value] as const] : []));
}

function runnerText(found: RunnerFound | null): string | null {
  if (found === null) return null;
  const { candidates, why } = found;
  return candidates.length > 1 ? `of ${candidates.length} people ${why}` : why;
}

function workersText({ workers }: OpenTake['recording']['timing']): string {
  return workers === null ? '' : `, by ${counted(workers, 'worker')} of one thread`;
}

function filterText({ cutoffHz, hampelWindow, maxFilledGapS }: OpenTake['analysis']['filters']): string {
  const { trunk, arms, legs, feet } = cutoffHz;
  return (
    `low-pass: trunk ${trunk}, arms ${arms}, legs ${legs}, feet ${feet} Hz, no lag; ` +
    `outliers by a median of ${hampelWindow} frames; gaps to ${maxFilledGapS} s bridged`
  );
}
