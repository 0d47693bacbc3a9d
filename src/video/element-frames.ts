import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import type { Seconds } from '../units';
import type { ClipFacts, FrameOptions, TimedFrame } from './clip';
import { asClipError, ClipError, CONVERT } from './clip-errors';
import { ElementFailure, FrameElement } from './frame-element';
import { shortfall } from './shortfall';

/** Even a slow disk answers within a few seconds, or never. */
const LOAD_S: Seconds = 20;
/** A seek decodes from the last key frame, which may be 10 s away: seconds at most. */
const SEEK_S: Seconds = 8;
/** Where in a frame's interval to look for it: the middle first, then nearer to either edge. */
const PLACES = [0.5, 0.75, 0.25];
const SAME_TIME_S: Seconds = 1e-6;

interface ElementSource {
  file: Blob;
  track: InputVideoTrack;
  facts: ClipFacts;
  cutShort: boolean;
}

interface FrameTime {
  timeS: Seconds;
  /** Until the next frame. */
  lengthS: Seconds;
}

/**
 * The frames of a clip through a `<video>`, where WebCodecs is missing or lacks the codec; see `Clip.frames`.
 * Times are the file's own. The element is sent to each frame in turn: many times slower than decoding, and browsers
 * stop it in a hidden tab.
 */
export async function* elementFrames(
  { file, track, facts, cutShort }: ElementSource,
  options: FrameOptions = {},
): AsyncGenerator<TimedFrame, void, undefined> {
  const { fromS = -Infinity, signal, onWarning } = options;
  const factor = facts.slowMotionFactor;
  const element = new FrameElement(file);
  let given = 0;
  let lost = 0;
  let endS = facts.startS;
  let broken = false;
  try {
    const times = await frameTimes(track, cutShort, signal);
    await element.load(LOAD_S, signal);
    const offsetS = await clockOffset(element, times, signal);
    for (const { timeS, lengthS } of times) {
      if (timeS / factor < fromS - SAME_TIME_S) continue;
      let image: ImageBitmap | null;
      try {
        image = await frameAt(element, timeS + offsetS, lengthS, signal);
      } catch (error) {
        broken = error instanceof ElementFailure && error.reason === 'refused' && given > 0;
        if (broken) break;
        throw error;
      }
      if (!image) {
        lost++;
        continue;
      }
      given++;
      endS = (timeS + lengthS) / factor;
      yield { image, timeS: timeS / factor, durationS: lengthS / factor, rotationDeg: 0, mirrored: false };
      signal?.throwIfAborted();
    }
    const whole = options.fromS === undefined;
    for (const line of shortfall(facts, { given, lost, endS, whole, cutShort, broken })) onWarning?.(line);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw error instanceof ElementFailure ? refusal(facts, error) : asClipError(error, facts.name);
  } finally {
    element.close();
  }
}

/** When each frame is shown, in order, from the container alone: no decoder is needed for that. */
async function frameTimes(
  track: InputVideoTrack,
  cutShort: boolean,
  signal?: AbortSignal,
): Promise<FrameTime[]> {
  const found: FrameTime[] = [];
  // The index of a file that was cut short lists frames that are gone; reading their bytes shows which.
  const options = { metadataOnly: !cutShort };
  for await (const { timestamp, duration } of new EncodedPacketSink(track).packets(
    undefined,
    undefined,
    options,
  )) {
    signal?.throwIfAborted();
    const hidden = timestamp < 0 && timestamp + duration <= SAME_TIME_S;
    if (!hidden) found.push({ timeS: timestamp, lengthS: duration });
  }
  found.sort((a, b) => a.timeS - b.timeS);
  return found.map(({ timeS, lengthS }, i) => {
    const next = found[i + 1];
    return { timeS, lengthS: next ? next.timeS - timeS : lengthS };
  });
}

/** Difference between the element's clock and the file's: some browsers count from the first frame. */
async function clockOffset(
  element: FrameElement,
  times: FrameTime[],
  signal?: AbortSignal,
): Promise<Seconds> {
  const first = times[0];
  if (!first) return 0;
  const { image, mediaTimeS } = await element.show(0, SEEK_S, signal);
  image.close();
  const offsetS = mediaTimeS - first.timeS;
  return Math.abs(offsetS) > first.lengthS / 2 ? offsetS : 0;
}

/** The frame shown from `timeS` on; null where the element shows only others there. */
async function frameAt(
  element: FrameElement,
  timeS: Seconds,
  lengthS: Seconds,
  signal?: AbortSignal,
): Promise<ImageBitmap | null> {
  for (const place of PLACES) {
    const { image, mediaTimeS } = await element.show(timeS + place * lengthS, SEEK_S, signal);
    // Without a time from the browser there is nothing to check against.
    if (Number.isNaN(mediaTimeS) || Math.abs(mediaTimeS - timeS) <= lengthS / 2) return image;
    image.close();
  }
  return null;
}

function refusal({ name, codec }: ClipFacts, { reason }: ElementFailure): ClipError {
  return reason === 'refused'
    ? new ClipError(
        'cannotDecode',
        `“${name}” is stored as ${codec}, which this browser cannot play; ${CONVERT}, or try another browser.`,
      )
    : new ClipError(
        'stalled',
        `“${name}”: the browser's player has shown no frame for some seconds; keep this tab visible and try again.`,
      );
}
