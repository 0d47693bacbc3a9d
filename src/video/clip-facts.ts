import { EncodedPacketSink, QuickTimeInputFormat, MatroskaInputFormat, WebMInputFormat } from 'mediabunny';
import type { EncodedPacket, Input, InputFormat, InputVideoTrack } from 'mediabunny';
import type { Seconds } from '../units';
import type { ClipFacts } from './clip';
import { frameRate } from './frame-rate';
import { isShown } from './shown';
import { suggestSlowMotion } from './slow-motion';

/** Packets that are looked at for the start and the frame rate: two seconds at 60 fps. */
const SAMPLE = 120;

/** Reads what the file says of itself; rejects with whatever the demuxer throws. */
export async function readClipFacts(
  input: Input,
  track: InputVideoTrack,
  { name, slowMotionFactor }: { name: string; slowMotionFactor: number },
): Promise<ClipFacts> {
  const timesS = await firstTimes(track);
  const startS = timesS[0] ?? 0;
  const { fps } = frameRate(timesS);
  const endS = await endOf(track, timesS.at(-1) ?? 0, fps);
  const durationS = Math.max(0, endS - startS);
  return {
    name,
    container: containerOf(await input.getFormat()),
    codec: (await track.getCodecParameterString()) ?? (await codecInContainer(track)),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rotationDeg: await track.getRotation(),
    mirrored: await track.getFlip(),
    startS: startS / slowMotionFactor,
    durationS: durationS / slowMotionFactor,
    frameCountEstimate: fps > 0 ? Math.max(timesS.length, Math.round(durationS * fps)) : timesS.length,
    slowMotionFactor,
    suggestedSlowMotionFactor: suggestSlowMotion(await input.getMetadataTags(), fps),
  };
}

/** A recording that was written while it went on states no length, or that of its first moment: then it is read through. */
async function endOf(track: InputVideoTrack, latestSeenS: Seconds, fps: number): Promise<Seconds> {
  const statedS = await track.getDurationFromMetadata();
  if (statedS !== null && statedS > latestSeenS) return statedS;
  const computedS = await track.computeDuration();
  const last = await new EncodedPacketSink(track).getPacket(computedS, { metadataOnly: true });
  // A last frame that does not say how long it lasts lasts as long as the others: a clip does not end with its beginning.
  return last?.duration === 0 && fps > 0 ? computedS + 1 / fps : computedS;
}

/** Times of the first frames that are shown, in order. */
async function firstTimes(track: InputVideoTrack): Promise<Seconds[]> {
  const first: EncodedPacket[] = [];
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  })) {
    first.push(packet);
    if (first.length >= SAMPLE) break;
  }
  const timesS = first
    .filter(isShown)
    .map((packet) => packet.timestamp)
    .sort((a, b) => a - b);
  // The sample may end inside a group of reordered frames; its last times would show gaps that are not there.
  return timesS.length < SAMPLE / 2 ? timesS : timesS.slice(0, -SAMPLE / 6);
}

function containerOf(format: InputFormat): ClipFacts['container'] {
  // WebM is a kind of Matroska, so it is asked first.
  if (format instanceof WebMInputFormat) return 'webm';
  if (format instanceof MatroskaInputFormat) return 'mkv';
  return format instanceof QuickTimeInputFormat ? 'mov' : 'mp4';
}

async function codecInContainer(track: InputVideoTrack): Promise<string> {
  const id = await track.getInternalCodecId();
  return typeof id === 'string' ? id.trim() : 'an unknown format';
}
