import { describe, expect, it } from 'vitest';
import { endingOf, recordingFormat } from '../../../src/video/recording-format';

const all = () => true;
const only = (kind: string) => (type: string) => type.startsWith(kind);

describe('what a recorder is asked for', () => {
  it('at least 5 Mbit/s at 720p and 30 frames/s, more for larger and faster pictures, within bounds', () => {
    const rateOf = (width: number, height: number, frameRate: number) =>
      recordingFormat({ width, height, frameRate }, all).videoBitsPerSecond!;
    expect(rateOf(1280, 720, 30)).toBeGreaterThan(5e6);
    expect(rateOf(1280, 720, 60)).toBeCloseTo(2 * rateOf(1280, 720, 30), 0);
    expect(rateOf(720, 1280, 30)).toBe(rateOf(1280, 720, 30));
    expect(rateOf(3840, 2160, 60)).toBe(25e6);
    expect(rateOf(160, 120, 5)).toBe(2.5e6);
    expect(recordingFormat({}, all).videoBitsPerSecond).toBe(rateOf(1280, 720, 30));
  });

  it('the cheapest codec that the browser has; a key frame in every piece where only those end one', () => {
    expect(recordingFormat({}, all)).toMatchObject({ mimeType: 'video/x-matroska;codecs=avc1' });
    expect(recordingFormat({}, all)).not.toHaveProperty('videoKeyFrameIntervalDuration');
    expect(recordingFormat({}, only('video/mp4'))).toMatchObject({
      mimeType: 'video/mp4;codecs=avc1',
      videoKeyFrameIntervalDuration: 500,
    });
    expect(recordingFormat({}, only('video/webm;codecs=vp8')).mimeType).toBe('video/webm;codecs=vp8');
    expect(recordingFormat({}, () => false)).not.toHaveProperty('mimeType');
  });
});

it('a file is named after what is in it', () => {
  expect(['video/x-matroska;codecs=avc1', 'video/mp4', 'video/webm;codecs=vp8', ''].map(endingOf)).toEqual([
    '.mkv',
    '.mp4',
    '.webm',
    '.webm',
  ]);
});
