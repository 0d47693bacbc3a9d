import { BlobSource, Input, MATROSKA, MP4, QTFF, UnsupportedInputFormatError, WEBM } from 'mediabunny';
import type { InputVideoTrack } from 'mediabunny';
import type { Clip, ClipFacts, FrameOptions } from './clip';
import { asClipError, ClipError, CONVERT, encrypted } from './clip-errors';
import { readClipFacts } from './clip-facts';
import { decodedFrames, keyPacketBefore } from './decoded-frames';
import { elementFrames } from './element-frames';
import { isEncrypted, readFileShape, type FileShape } from './file-shape';
import { withoutBrokenBlock } from './matroska-end';

export interface OpenOptions {
  /** File name for sentences. */
  name: string;
  /** How many times slower than life the clip plays; all times are divided by it. Default 1. */
  slowMotionFactor?: number;
  /** Default: WebCodecs where it can, else a `<video>` where there is a document. */
  route?: Clip['route'];
  signal?: AbortSignal;
}

const OTHER_KINDS: Partial<Record<FileShape['kind'], string>> = {
  avi: 'is an AVI file, which browsers do not read',
  asf: 'is a Windows Media file, which browsers do not read',
  mpeg: 'is an MPEG stream, which browsers do not read',
  photo: 'is a photo, not a video',
};

/**
 * Opens a clip: MP4, MOV, WebM, MKV. Reads headers only (and a WebM that states no length once through). Works in a worker.
 * Rejects with ClipError. In a worker, `cannotDecode` means: open it on the main thread, with the 'element' route.
 */
export async function openClip(file: Blob, options: OpenOptions): Promise<Clip> {
  const { name, slowMotionFactor = 1, signal } = options;
  if (!(slowMotionFactor > 0 && Number.isFinite(slowMotionFactor))) {
    throw new RangeError(`slowMotionFactor must be a positive number, got ${slowMotionFactor}.`);
  }
  if (file.size === 0) {
    throw new ClipError('empty', `“${name}” is empty (0 bytes); copy it again from the camera.`);
  }
  let input: Input | undefined;
  let shape: FileShape | undefined;
  try {
    shape = await readFileShape(file);
    const readable = shape.kind === 'ebml' ? await withoutBrokenBlock(file) : file;
    input = new Input({ source: new BlobSource(readable), formats: [MP4, QTFF, WEBM, MATROSKA] });
    const opened = input;
    const track = await pictureTrack(input, shape, name);
    const facts = await readClipFacts(input, track, { name, slowMotionFactor });
    const config = await track.getDecoderConfig();
    signal?.throwIfAborted();
    const route = options.route ?? (await chooseRoute(config));
    const possible = route === 'webcodecs' ? await canDecode(config) : typeof document !== 'undefined';
    if (!possible) throw undecodable(facts);
    const { cutShort } = shape;

    const pass = (passOptions?: FrameOptions) =>
      route === 'webcodecs' && config
        ? decodedFrames({ track, config, facts, cutShort }, passOptions)
        : elementFrames({ file, track, facts, cutShort }, passOptions);
    return {
      facts,
      route,
      cutShort,
      frames: pass,
      keyFrameS: async (fromS) => {
        const key = await keyPacketBefore(track, fromS * slowMotionFactor);
        return (key?.timestamp ?? -Infinity) / slowMotionFactor;
      },
      close: () => {
        opened.dispose();
      },
    };
  } catch (error) {
    input?.dispose();
    // The demuxer stumbles over some protected files without saying why.
    const guarded = !(error instanceof ClipError) && shape && (await isEncrypted(file, shape));
    throw guarded ? encrypted(name, error) : asClipError(error, name);
  }
}

/** The track to analyse: the primary one, unless only another has a codec with a name. Throws ClipError. */
async function pictureTrack(input: Input, shape: FileShape, name: string): Promise<InputVideoTrack> {
  const notVideo = (found: string) =>
    new ClipError('notVideo', `“${name}” ${found}; choose an MP4, MOV, WebM or MKV clip, or ${CONVERT}.`);
  const other = OTHER_KINDS[shape.kind];
  if (other) throw notVideo(other);
  if (shape.kind === 'isobmff' && !shape.index) {
    throw new ClipError(
      'incomplete',
      `“${name}” is incomplete: its index, which cameras write last, is missing; copy it again from the camera, or try a repair tool such as untrunc.`,
    );
  }
  const primary = await input.getPrimaryVideoTrack().catch((error: unknown) => {
    throw error instanceof UnsupportedInputFormatError ? notVideo('is not a video that can be read') : error;
  });
  if (!primary) {
    throw new ClipError(
      'noPicture',
      `“${name}” has no picture${(await input.getPrimaryAudioTrack()) ? ', only sound' : ''}; choose the video file.`,
    );
  }
  if ((await primary.getCodec()) !== null) return primary;
  for (const track of await input.getVideoTracks()) if ((await track.getCodec()) !== null) return track;
  return primary;
}

async function chooseRoute(config: VideoDecoderConfig | null): Promise<Clip['route']> {
  if (await canDecode(config)) return 'webcodecs';
  return typeof document === 'undefined' ? 'webcodecs' : 'element';
}

async function canDecode(config: VideoDecoderConfig | null): Promise<boolean> {
  if (!config || typeof VideoDecoder === 'undefined') return false;
  const { supported } = await VideoDecoder.isConfigSupported(config).catch(() => ({ supported: false }));
  return supported === true;
}

function undecodable({ name, codec }: ClipFacts): ClipError {
  return new ClipError(
    'cannotDecode',
    `“${name}” is stored as ${codec}, which this browser cannot decode; ${CONVERT}, or try another browser.`,
  );
}
