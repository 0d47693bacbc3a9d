import { describe, expect, it } from 'vitest';
import { NO_FACTS } from '../../../src/analysis/session';
import { Intake } from '../../../src/state/intake.svelte';
import { FIRST_LOOK_S } from '../../../src/pose/contract';
import { CLIP_S, clip, measurements, settled } from './measurements';

const CARD = { id: 's', runner: null, title: '', filmedAtMs: 0, facts: NO_FACTS };

async function intakeOf(...names: string[]) {
  const machine = measurements();
  const intake = new Intake(machine.measure, CARD, () => undefined);
  intake.add(names.map(clip));
  await settled();
  const runOf = (k: number) => {
    const run = intake.runs[k];
    if (run === undefined) throw new Error(`no clip ${k}`);
    return run;
  };
  return { intake, runOf, ...machine };
}

describe('the clips of a session', () => {
  it('are first looked at, each in turn, and then followed to their ends in order', async () => {
    const { intake, runOf, followed } = await intakeOf('a', 'b');
    expect(followed.map(({ file }) => file.name)).toEqual(['a']);
    expect(followed[0]?.until(1)).toBe(true);
    expect(followed[0]?.until(FIRST_LOOK_S)).toBe(false);
    expect(followed.map(({ file }) => file.name)).toEqual(['a', 'b']);
    expect(intake.current).toBe(runOf(1));
    // The second is looked at: now the first goes on from where it was, and the second waits.
    expect(followed[1]?.until(FIRST_LOOK_S)).toBe(false);
    await followed[0]?.held;
    expect(intake.current).toBe(runOf(0));
    expect(followed[0]?.until(CLIP_S)).toBe(false);
    expect(intake.current).toBe(runOf(1));
    expect(followed).toHaveLength(2);
  });

  it('keep their order when a later file is read sooner', async () => {
    const { measure, followed } = measurements();
    let read: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (read = resolve));
    const slowly: typeof measure = {
      ...measure,
      readFacts: async (file, factor, signal) => {
        if (file.name === 'a') await slow;
        return measure.readFacts(file, factor, signal);
      },
    };
    const intake = new Intake(slowly, CARD, () => undefined);
    intake.add([clip('a'), clip('b')]);
    await settled();
    expect(followed).toHaveLength(0);
    read();
    await settled();
    expect(followed.map(({ file }) => file.name)).toEqual(['a']);
  });

  it('are known better the more of them is followed', async () => {
    const { runOf, followed } = await intakeOf('a');
    expect(runOf(0).seen).toBeNull();
    followed[0]?.until(0.5);
    await settled();
    const early = runOf(0).seen;
    expect(early).not.toBeNull();
    followed[0]?.until(1);
    await settled();
    expect(runOf(0).seen).toBe(early);
    followed[0]?.until(FIRST_LOOK_S);
    await settled();
    expect(runOf(0).seen).not.toBe(early);
    expect(runOf(0).measured).toBeNull();
  });

  it('are followed again for another runner, and the look comes before the others go on', async () => {
    const { intake, runOf, followed } = await intakeOf('a', 'b');
    followed[0]?.until(FIRST_LOOK_S);
    followed[1]?.until(FIRST_LOOK_S);
    runOf(1).correct({ cameraRollDeg: 2 });
    runOf(1).choose({ runner: { x: 10, y: 20 } });
    expect(followed[1]?.signal.aborted).toBe(true);
    expect(intake.current).toBe(runOf(1));
    // The first clip learns with its next frames that it is not its turn.
    expect(followed[0]?.until(3)).toBe(false);
    expect(followed[2]).toMatchObject({ file: { name: 'b' }, runner: { x: 10, y: 20 } });
    expect(runOf(1).progress).toBeNull();
    expect(runOf(1).corrections.cameraRollDeg).toBe(2);
  });

  it('are followed with other times for another factor; what was pointed at in time is forgotten', async () => {
    const { runOf, followed } = await intakeOf('a');
    followed[0]?.until(1);
    runOf(0).correct({ view: 'rear', standing: { fromS: 1, toS: 2 } });
    runOf(0).choose({ slowMotionFactor: 4 });
    await settled();
    expect(followed).toHaveLength(2);
    expect(followed[1]?.facts).toMatchObject({ slowMotionFactor: 4, durationS: CLIP_S / 4 });
    expect(runOf(0).corrections).toMatchObject({ view: 'rear', standing: null });
  });

  it('have the numbers of the last correction, also after their end', async () => {
    const { runOf, followed, analysed } = await intakeOf('a');
    runOf(0).correct({ view: 'left' });
    followed[0]?.until(1);
    followed[0]?.end();
    await settled();
    expect(runOf(0).measured?.take.corrections).toMatchObject({ view: 'left' });
    runOf(0).correct({ cameraRollDeg: 1 });
    runOf(0).correct({ cameraRollDeg: 1.5 });
    expect(runOf(0).measured).toBeNull();
    await settled();
    expect(runOf(0).measured?.take.corrections).toMatchObject({ view: 'left', cameraRollDeg: 1.5 });
    expect(analysed.at(-1)?.corrections).toMatchObject({ cameraRollDeg: 1.5 });
  });

  it('make way when one is taken out', async () => {
    const { intake, runOf, followed } = await intakeOf('a', 'b');
    followed[0]?.until(FIRST_LOOK_S);
    const [a, b] = [runOf(0), runOf(1)];
    followed[1]?.until(1);
    intake.remove(b);
    expect(followed[1]?.signal.aborted).toBe(true);
    expect(intake.current).toBe(a);
    intake.remove(a);
    expect(intake.front).toBeNull();
    expect(intake.current).toBeNull();
  });

  it('are as far as all their frames together', async () => {
    const { intake, followed } = await intakeOf('a', 'b');
    expect(intake.progress).toBeNull();
    followed[0]?.until(5);
    // 900 of 1200 frames are left, at 30 a second.
    expect(intake.progress).toMatchObject({ done: 0.25, frames: 300, framesPerS: 30, secondsLeft: 30 });
  });
});
