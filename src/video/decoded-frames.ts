import { EncodedPacketSink, type EncodedPacket, type InputVideoTrack } from 'mediabunny';
import type { Seconds } from '../units';
import type { ClipFacts, FrameOptions, TimedFrame } from './clip';
import { asClipError, ClipError, CONVERT } from './clip-errors';
import { FrameDecoder } from './frame-decoder';
import { isOfOtherShape } from './other-shape';
import { shortfall } from './shortfall';
import { isShown } from './shown';

/** The slowest frame seen (8K in software) takes under a second; silence this long means that the decoder hangs. */
const SILENCE_S: Seconds = 20;
/** Times that differ by less are the same time, after a division by the slow-motion factor. */
const SAME_TIME_S: Seconds = 1e-6;

export interface DecodableTrack {
  track: InputVideoTrack;
  config: VideoDecoderConfig;
  facts: ClipFacts;
  /** The file's own headers promise more than the file holds. */
  cutShort: boolean;
}

/** The frames of a track through WebCodecs; see `Clip.frames`. */
export async function* decodedFrames(
  source: DecodableTrack,
  options: FrameOptions = {},
): AsyncGenerator<TimedFrame, void, undefined> {
  const { facts } = source;
  const { signal, onWarning, onMissing } = options;
  const factor = facts.slowMotionFactor;
  const fromS = options.fromS === undefined ? -Infinity : options.fromS * factor - SAME_TIME_S;
  signal?.throwIfAborted();

  const decoder = new FrameDecoder(source.config, (timeS) =>
    onMissing?.({ timeS: timeS / factor, why: 'lost' }),
  );
  const packets = packetsFrom(source.track, fromS);
  let exhausted = false;
  let given = 0;
  let turned = 0;
  let endS = facts.startS;
  try {
    for (;;) {
      while (!exhausted && decoder.wantsPacket) {
        const next = await packets.next();
        signal?.throwIfAborted();
        if (next.done) {
          exhausted = true;
          void decoder.finish();
        } else decoder.decode(next.value);
      }
      const frame = decoder.take();
      if (!frame) {
        if (decoder.finished) break;
        if (!(await decoder.changed(SILENCE_S, signal))) throw stalled(facts);
        continue;
      }
      if (frame.timeS < fromS || !isShown({ timestamp: frame.timeS, duration: frame.durationS })) {
        frame.image.close();
        continue;
      }
      if (isTurned(frame.image, source.config)) {
        turned++;
        onMissing?.({ timeS: frame.timeS / factor, why: 'turned' });
        frame.image.close();
        continue;
      }
      given++;
      endS = (frame.timeS + frame.durationS) / factor;
      yield {
        image: frame.image,
        timeS: frame.timeS / factor,
        durationS: frame.durationS / factor,
        rotationDeg: facts.rotationDeg,
        mirrored: facts.mirrored,
      };
      signal?.throwIfAborted();
    }
    if (given === 0 && options.fromS === undefined) throw noFrame(source, decoder.error);
    const whole = options.fromS === undefined;
    const broken = decoder.error !== null;
    if (broken) onMissing?.({ timeS: endS, why: 'broken' });
    const { lost } = decoder;
    const { cutShort } = source;
    for (const line of shortfall(facts, { given, lost, turned, endS, whole, cutShort, broken })) {
      onWarning?.(line);
    }
  } catch (error) {
    throw signal?.aborted ? error : asClipError(error, facts.name);
  } finally {
    decoder.close();
    await packets.return(undefined);
  }
}

/** The last key packet that is not after `fromS` (the file's time), else the first; null where there is none. */
export async function keyPacketBefore(track: InputVideoTrack, fromS: Seconds): Promise<EncodedPacket | null> {
  const sink = new EncodedPacketSink(track);
  // Containers mark packets as key that are none; the bitstream knows.
  const verified = { verifyKeyPackets: true };
  return (await sink.getKeyPacket(fromS, verified)) ?? (await sink.getFirstKeyPacket(verified));
}

/** Packets in decoding order, from the last key packet that is not after `fromS`. */
async function* packetsFrom(
  track: InputVideoTrack,
  fromS: Seconds,
): AsyncGenerator<EncodedPacket, void, undefined> {
  const key = await keyPacketBefore(track, fromS);
  if (!key) return;
  for await (const packet of new EncodedPacketSink(track).packets(key)) {
    // Shown before the key frame, decoded after it: these need pictures from before, which this decoder never saw.
    const leading = packet.timestamp < key.timestamp;
    if (!leading) yield packet;
  }
}

/** Compared as they are stored, before the file's own turn: what the decoder gives knows nothing of that. */
function isTurned({ visibleRect }: VideoFrame, { codedWidth, codedHeight }: VideoDecoderConfig): boolean {
  if (visibleRect === null || codedWidth === undefined || codedHeight === undefined) return false;
  return isOfOtherShape(visibleRect, { width: codedWidth, height: codedHeight });
}

function stalled({ name }: ClipFacts): ClipError {
  return new ClipError(
    'stalled',
    `“${name}”: the browser's decoder has given no frame for ${SILENCE_S} seconds; close other tabs and try again, or ${CONVERT}.`,
  );
}

function noFrame({ facts, cutShort }: DecodableTrack, error: Error | null): ClipError {
  const { name, codec, width, height } = facts;
  if (cutShort) {
    return new ClipError(
      'incomplete',
      `“${name}” ends before its first frame; copy it again from the camera.`,
    );
  }
  return new ClipError(
    'cannotDecode',
    `“${name}”: this browser cannot decode its ${width} × ${height} pictures (${codec}); ${CONVERT} at 1080p.`,
    { cause: error },
  );
}
