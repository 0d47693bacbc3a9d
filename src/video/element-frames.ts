import { EncodedPacketSink, type InputVideoTrack } from 'mediabunny';
import type { Seconds } from '../units';
import type { ClipFacts, FrameOptions, TimedFrame } from './clip';
import { asClipError, ClipError, CONVERT } from './clip-errors';
import { ElementFailure, FrameElement } from './frame-element';
import { isOfOtherShape } from './other-shape';
import { shortfall } from './shortfall';
import { isShown } from './shown';

/** Even a slow disk answers within a few seconds, or never. */
const LOAD_S: Seconds = 20;
/** A seek decodes from the last key frame, which may be 10 s away: seconds at most. */
const SEEK_S: Seconds = 8;
/** Where in a frame's interval to look for it: the middle first, then nearer to either edge. */
const PLACES = [0.5, 0.75, 0.25];
/** Frames that decoding order may put before an earlier one: 16 in H.264 and HEVC. */
const MAX_REORDER = 16;
/** Times that differ by less are the same time, after a division by the slow-motion factor. */
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
  const { signal, onWarning, onMissing } = options;
  const factor = facts.slowMotionFactor;
  const fromS = options.fromS === undefined ? -Infinity : options.fromS * factor - SAME_TIME_S;
  const element = new FrameElement(file);
  let given = 0;
  let lost = 0;
  let turned = 0;
  let endS = facts.startS;
  let broken = false;
  try {
    await element.load(LOAD_S, signal);
    const offsetS = await clockOffset(element, facts, signal);
    for await (const { timeS, lengthS } of frameTimes(track, cutShort, fromS)) {
      if (timeS < fromS) continue;
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
        onMissing?.({ timeS: timeS / factor, why: 'lost' });
        continue;
      }
      if (isOfOtherShape(image, facts)) {
        turned++;
        onMissing?.({ timeS: timeS / factor, why: 'turned' });
        image.close();
        continue;
      }
      given++;
      endS = (timeS + lengthS) / factor;
      yield { image, timeS: timeS / factor, durationS: lengthS / factor, rotationDeg: 0, mirrored: false };
      signal?.throwIfAborted();
    }
    if (broken) onMissing?.({ timeS: endS, why: 'broken' });
    const whole = options.fromS === undefined;
    for (const line of shortfall(facts, { given, lost, turned, endS, whole, cutShort, broken }))
      onWarning?.(line);
  } catch (error) {
    if (signal?.aborted) throw error;
    throw error instanceof ElementFailure ? refusal(facts, error) : asClipError(error, facts.name);
  } finally {
    element.close();
  }
}

/**
 * When each frame is shown, in order, from the container alone: no decoder is needed for that. Begins at the key frame
 * before `fromS`.
 */
async function* frameTimes(
  track: InputVideoTrack,
  cutShort: boolean,
  fromS: Seconds,
): AsyncGenerator<FrameTime, void, undefined> {
  // The index of a file that was cut short lists frames that are gone; reading their bytes shows which.
  const options = { metadataOnly: !cutShort };
  const sink = new EncodedPacketSink(track);
  const start = (await sink.getKeyPacket(fromS, options)) ?? undefined;
  const waiting: FrameTime[] = [];
  const take = (): FrameTime | undefined => {
    const frame = waiting.shift();
    const next = waiting[0];
    return frame && next ? { timeS: frame.timeS, lengthS: next.timeS - frame.timeS } : frame;
  };
  for await (const packet of sink.packets(start, undefined, options)) {
    if (!isShown(packet)) continue;
    const place = waiting.findLastIndex((other) => other.timeS <= packet.timestamp) + 1;
    waiting.splice(place, 0, { timeS: packet.timestamp, lengthS: packet.duration });
    if (waiting.length <= MAX_REORDER) continue;
    const frame = take();
    if (frame) yield frame;
  }
  for (let frame = take(); frame; frame = take()) yield frame;
}

/** Difference between the element's clock and the file's: some browsers count from the first frame. */
async function clockOffset(element: FrameElement, facts: ClipFacts, signal?: AbortSignal): Promise<Seconds> {
  const { image, mediaTimeS } = await element.show(0, SEEK_S, signal);
  image.close();
  const offsetS = mediaTimeS - facts.startS * facts.slowMotionFactor;
  const frameS = (facts.durationS * facts.slowMotionFactor) / Math.max(1, facts.frameCountEstimate);
  return Math.abs(offsetS) > frameS / 2 ? offsetS : 0;
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
