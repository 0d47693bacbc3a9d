import { describe, expect, it } from 'vitest';
import { findContacts, type Contact } from '../../src/gait/contacts';
import { solveLegIdentity } from '../../src/gait/leg-identity';
import { findStrides } from '../../src/gait/strides';
import { findView, type View } from '../../src/gait/view';
import type { PoseTrack } from '../../src/pose/pose-track';
import { cleanTrack } from '../../src/signal/clean-track';
import { agreementLine, compareContacts } from '../truth/compare-contacts';
import { thinned } from '../truth/transforms';
import { FIELD_DATA, mocap, renderedRun, SKIPPED } from '../rig/field-data';

/** The whole way from raw landmarks to contacts; the view is found, not given. */
function contactsOf(raw: PoseTrack): { contacts: Contact[]; view: View | null } {
  const { view } = findView(raw);
  if (!view) return { contacts: [], view };
  const { track } = solveLegIdentity(raw, view);
  return { contacts: findContacts(cleanTrack(track).track, view).contacts, view };
}

function measured(name: string, raw: PoseTrack, truth: Contact[]) {
  const { contacts, view } = contactsOf(raw);
  const agreement = compareContacts(contacts, truth);
  process.stdout.write(`${agreementLine(name, agreement)}\n`);
  return { ...agreement, view };
}

function cadenceSpm(contacts: Contact[]): number {
  const strides = findStrides(contacts);
  return (120 * strides.length) / strides.reduce((sum, { startS, endS }) => sum + endS - startS, 0);
}

describe.skipIf(!FIELD_DATA)(`contacts against force plates${SKIPPED}`, () => {
  it.each([
    [150, 1, { icSd: 8, toSd: 10 }],
    [50, 3, { icSd: 8, toSd: 10 }],
    [30, 5, { icSd: 14, toSd: 15 }],
  ])('2.5 m/s from the side at %i Hz: all 78, none extra', (hz, k, limit) => {
    const { track, contacts } = mocap('rbds004-run25', 'side');
    const found = measured(`rbds004 side ${hz} Hz`, thinned(track, k), contacts);
    expect(found.view).toBe('right');
    expect(found).toMatchObject({ missed: 0, extra: 0 });
    expect(Math.abs(found.initialContact.biasMs)).toBeLessThan(8);
    expect(found.initialContact.sdMs).toBeLessThan(limit.icSd);
    expect(Math.abs(found.toeOff.biasMs)).toBeLessThan(10);
    expect(found.toeOff.sdMs).toBeLessThan(limit.toSd);
    expect(Math.abs(found.contactTime.biasMs)).toBeLessThan(12);
  });

  it.each([
    [150, 1],
    [50, 3],
    [30, 5],
  ])('2.5 m/s from behind at %i Hz: all 78 on the right side', (hz, k) => {
    const { track, contacts } = mocap('rbds004-run25', 'rear');
    const found = measured(`rbds004 rear ${hz} Hz`, thinned(track, k), contacts);
    expect(found.view).toBe('rear');
    expect(found).toMatchObject({ missed: 0, extra: 0 });
    expect(Math.abs(found.initialContact.biasMs)).toBeLessThan(15);
    expect(found.initialContact.sdMs).toBeLessThan(15);
    expect(found.toeOff.sdMs).toBeLessThan(15);
  });

  it('3 m/s without knees and ankles: within 20 ms', () => {
    const side = mocap('hamner04-run300', 'side');
    const found = measured('hamner04 side', side.track, side.contacts);
    // The first stance begins 10 ms into the recording.
    expect(found.missed).toBeLessThanOrEqual(1);
    expect(found.extra).toBe(0);
    expect(Math.abs(found.initialContact.biasMs) + found.initialContact.sdMs).toBeLessThan(20);
    expect(Math.abs(found.toeOff.biasMs) + found.toeOff.sdMs).toBeLessThan(20);
    const rear = mocap('hamner04-run300', 'rear');
    const behind = measured('hamner04 rear', rear.track, rear.contacts);
    expect(behind.missed).toBeLessThanOrEqual(1);
    expect(behind.initialContact.medianMs).toBeLessThan(20);
  });
});

describe.skipIf(!FIELD_DATA)(`contacts of the rendered runner${SKIPPED}`, () => {
  it.each(['side-left-lean4', 'side-right-lean12', 'side-left-upright-minus3'])(
    '%s with a noisy, biased model: within 20 ms in the median, cadence within half a percent',
    (clip) => {
      for (const noise of [0, 0.005, 0.01]) {
        const run = renderedRun(clip, { noise, bias: 2 * noise });
        const found = measured(`${clip} noise ${100 * noise} %`, run.track, run.contacts);
        expect(found.view).toBe(run.view);
        expect(found).toMatchObject({ missed: 0, extra: 0 });
        expect(found.initialContact.medianMs).toBeLessThan(20);
        expect(found.toeOff.medianMs).toBeLessThan(noise > 0.005 ? 30 : 20);
        const cadence = cadenceSpm(contactsOf(run.track).contacts);
        expect(Math.abs(cadence / cadenceSpm(run.contacts) - 1)).toBeLessThan(0.005);
      }
    },
  );

  it.each(['rear-band-drop6', 'rear-band-drop2', 'rear-dots-drop4', 'front-band-drop6'])(
    '%s: every stance on its side, within 40 ms (its foot glides in slower than a runner’s)',
    (clip) => {
      const run = renderedRun(clip, { noise: 0.005, bias: 0.01 });
      const found = measured(clip, run.track, run.contacts);
      expect(found.view).toBe(run.view);
      expect(found.missed).toBe(0);
      expect(found.initialContact.medianMs).toBeLessThan(40);
      expect(found.toeOff.medianMs).toBeLessThan(40);
    },
  );
});
