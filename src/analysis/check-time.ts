import { CONTACT_MIN_FPS } from '../metrics/metric';
import { LEAST_STRIDES, PROVISIONAL_STRIDES } from '../metrics/summary';
import type { ClipFacts } from '../video/clip';
import { impliedCadenceSpm } from './check-cadence';
import type { CheckInput, CheckPoint } from './check-clip';
import { FEWEST_FPS, RUNNING_SPM } from './no-strides';

type Seen = CheckInput['seen'];

/** A camera's clock is not exact. */
const FPS_TOLERANCE = 0.5;
/** Firm from here (SCIENCE.md §4.4). */
const FIRM_STRIDES = 25;

/** True frames per second. */
export function checkFrameRate(facts: ClipFacts, seen: Seen): CheckPoint {
  const fps = seen?.recording.source.fps ?? facts.frameCountEstimate / facts.durationS;
  const uneven = seen?.recording.source.variableFrameRate ?? false;
  const value = `${Math.round(fps)} per second${uneven ? ', uneven' : ''}`;
  const timed = uneven ? ' Each frame counts at its true time.' : '';
  if (!(fps >= FEWEST_FPS - FPS_TOLERANCE))
    return {
      id: 'frameRate',
      verdict: 'spoils',
      value,
      sentence: 'Steps cannot be told apart, so no number can be measured: film at 60 frames per second.',
    };
  if (fps < CONTACT_MIN_FPS - FPS_TOLERANCE)
    return {
      id: 'frameRate',
      verdict: 'limits',
      value,
      sentence: `Ground contact and flight time need ${CONTACT_MIN_FPS} or more; the angles do not.${timed}`,
    };
  return { id: 'frameRate', verdict: 'good', value, sentence: `Enough for every number.${timed}` };
}

/** How many times slower than life the clip should be set to play: as its file says, or as its steps do; null = nothing says so. */
export function suggestedFactor(facts: ClipFacts, seen: Seen): number | null {
  const { slowMotionFactor: factor, suggestedSlowMotionFactor: told } = facts;
  if (told !== null && told !== factor) return told;
  const slowerBy = seen?.analysis.noStrides?.slowerBy ?? null;
  return slowerBy && factor * slowerBy;
}

/** Whether the clip plays as fast as life: every time and the cadence hang on it. */
export function checkSlowMotion(
  { slowMotionFactor: factor, suggestedSlowMotionFactor: told }: ClipFacts,
  seen: Seen,
): CheckPoint {
  const value = factor === 1 ? 'as fast as life' : `${factor} times slower`;
  if (told !== null && told !== factor)
    return {
      id: 'slowMotion',
      verdict: 'spoils',
      value,
      sentence: `The file says that it plays ${told === 1 ? 'as fast as life' : `${told} times slower than life`}: cadence and every time are wrong unless you set that.`,
    };
  const cadence = seen === null ? NaN : impliedCadenceSpm(seen.recording.track);
  if (Number.isNaN(cadence))
    return {
      id: 'slowMotion',
      verdict: null,
      value,
      sentence: 'The runner’s steps will tell whether that is right.',
    };
  const steps = `${Math.round(cadence)} steps a minute`;
  if (cadence >= RUNNING_SPM.from && cadence <= RUNNING_SPM.to)
    return { id: 'slowMotion', verdict: 'good', value, sentence: `${steps}, as runners do.` };
  const why = seen?.analysis.noStrides ?? null;
  if (cadence < RUNNING_SPM.from && why?.cause === 'slow motion')
    return {
      id: 'slowMotion',
      verdict: 'spoils',
      value,
      sentence: `This looks like slow motion: ${steps}, about ${why.slowerBy} times slower than running. Set it, or no number can be measured.`,
    };
  if (cadence < RUNNING_SPM.from && why?.cause === 'walking')
    return {
      id: 'slowMotion',
      verdict: 'limits',
      value,
      sentence: `Only ${steps}: this looks like walking. Running alone is measured.`,
    };
  const sentence =
    cadence < RUNNING_SPM.from
      ? `Only ${steps}: if it plays in slow motion, say how many times slower, or cadence and every time are wrong.`
      : `${steps} is faster than people run: cadence and every time are wrong unless the factor is set right.`;
  return {
    id: 'slowMotion',
    verdict: 'limits',
    value,
    sentence,
  };
}

/** How many strides per leg the clip will hold. */
export function checkLength({ durationS }: ClipFacts, seen: Seen): CheckPoint {
  const cadence = seen === null ? NaN : impliedCadenceSpm(seen.recording.track);
  const perLegS =
    120 / (cadence >= RUNNING_SPM.from && cadence <= RUNNING_SPM.to ? cadence : RUNNING_SPM.usual);
  // The first and the last stride are cut by the clip's ends.
  const strides = Math.max(0, Math.floor(durationS / perLegS) - 1);
  const value = `${durationS.toFixed(durationS < 9.95 ? 1 : 0)} s`;
  const about = `About ${strides} strides per leg`;
  if (strides < LEAST_STRIDES)
    return {
      id: 'length',
      verdict: 'spoils',
      value,
      sentence: `${about}: fewer than ${LEAST_STRIDES} make no number. Film ten seconds or more.`,
    };
  if (strides < PROVISIONAL_STRIDES)
    return {
      id: 'length',
      verdict: 'limits',
      value,
      sentence: `${about}: every mean is rough. ${PROVISIONAL_STRIDES} make it provisional, ${FIRM_STRIDES} firm.`,
    };
  const firm =
    strides >= FIRM_STRIDES
      ? 'enough for firm means'
      : `means are provisional; ${FIRM_STRIDES} make them firm`;
  return { id: 'length', verdict: 'good', value, sentence: `${about}: ${firm}.` };
}
