import type { OpenTake } from '../../state/open-take.svelte';
import { number } from '../words';

/** Something about a clip that a reader of its numbers should know, and what it costs; null where the sentence says that itself. */
export interface Caution {
  what: string;
  costs: string | null;
}

/** Share of a clip that may be left out at its ends without a word *(judgement)*. */
const ORDINARY_LEFT_OUT = 0.15;

/** What to know about a take's numbers; none for a sound clip. */
export function cautions({ analysis, recording }: Pick<OpenTake, 'analysis' | 'recording'>): Caution[] {
  const { doubts, view, leftOut } = analysis;
  const { source } = recording;
  const outS = leftOut.reduce((sum, { startS, endS }) => sum + endS - startS, 0);
  const longest = [...leftOut].sort((a, b) => b.endS - b.startS - (a.endS - a.startS))[0];
  return [
    ...doubts.map((what) => ({ what, costs: null })),
    ...(view === null
      ? [{ what: 'The view is not certain.', costs: 'All angles are withheld; cadence and times stand.' }]
      : []),
    ...source.warnings.map((what) => ({ what, costs: 'The numbers rest on the frames that could be read.' })),
    ...(longest && outS > ORDINARY_LEFT_OUT * source.durationS
      ? [
          {
            what: `${number(outS)} s of ${number(source.durationS)} s were left out: ${longest.reason}`,
            costs: 'Fewer strides count, so every number is less firm.',
          },
        ]
      : []),
  ];
}
