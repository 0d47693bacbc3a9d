import { describe, expect, it } from 'vitest';
import { failureOf, unfinishedNote } from '../../../src/state/failure';
import { ClipError } from '../../../src/video/clip-errors';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe('failures in words', () => {
  it('pass on the sentence of an error that has one, under its title', () => {
    expect(failureOf(new ClipError('empty', '“a.mp4” is empty.'))).toEqual({
      title: 'This clip cannot be used',
      sentence: '“a.mp4” is empty.',
    });
    expect(failureOf(named('StoreError', 'There is no room left to save this.'))).toEqual({
      title: 'Not saved',
      sentence: 'There is no room left to save this.',
    });
  });

  it.each([
    'Failed to fetch dynamically imported module: https://host/assets/x.js', // Chromium
    'error loading dynamically imported module: https://host/assets/x.js', // Firefox
    'Importing a module script failed.', // Safari
    'Unable to preload CSS for /assets/x.css', // Vite
  ])('know a part that could not be fetched from “%s”', (message) => {
    expect(failureOf(new TypeError(message)).title).toBe('A part of Plumbline is missing');
  });

  it('own up to anything else, and say what is kept and what to do', () => {
    const { title, sentence } = failureOf(new RangeError('invalid length'));
    expect(title).toBe('Plumbline failed');
    expect(sentence).toMatch(/kept.*invalid length.*Reload/);
    expect(failureOf('odd').sentence).toContain('(odd)');
  });

  it('name the clip that was cut off', () => {
    expect(unfinishedNote('run.mp4')).toMatch(/“run.mp4” .* kept; open the clip again/);
  });
});
