import type { ComparedCurve } from '../../compare/compare-curves';
import { type CurveName, hasLegs, type WithheldCurve } from '../../compare/curve-plan';
import { CURVES } from '../charts/curve-choices';
import { counted, number } from '../words';

/** A curve of both clips with its words. */
export interface PairCurve {
  key: string;
  /** "Pelvic drop, left": of the strides of that leg. */
  name: string;
  up: string;
  unit: '°' | '%';
  curve: ComparedCurve;
}

/** Pelvis and trunk first, as everywhere in a comparison. */
const FIRST = ['pelvicDropDeg', 'trunkLeanDeg'];

/** What can be shown, the headlines first. */
export function pairCurves(curves: readonly ComparedCurve[]): PairCurve[] {
  const ordered = [...CURVES].sort((a, b) => rank(a.id) - rank(b.id));
  return ordered.flatMap(({ id, up }) =>
    curves
      .filter(({ series }) => series === id)
      .map((curve) => ({
        key: `${id}/${curve.side}`,
        name: nameOf(curve),
        up,
        unit: id.endsWith('Deg') ? ('°' as const) : ('%' as const),
        curve,
      })),
  );
}

/** "Pelvic drop, left", "Pelvic drop, mean of both legs"; series of the whole body name no leg. */
function nameOf({ series, side }: CurveName): string {
  const name = CURVES.find(({ id }) => id === series)?.name ?? series;
  if (!hasLegs(series)) return name;
  return `${name}, ${side === 'both' ? 'mean of both legs' : side}`;
}

/** "13 strides", "12 pairs of strides": what a mean curve is taken over. */
export function strideCount({ curve: { series, side } }: PairCurve, n: number): string {
  return side === 'both' && hasLegs(series) ? `${counted(n, 'pair')} of strides` : counted(n, 'stride');
}

/** "Not compared: Knee bend, left; Knee bend, right (before: …).", one for each reason. */
export function withheldTexts(curves: readonly WithheldCurve[]): string[] {
  const reasons = [...new Set(curves.map(({ why }) => why))];
  return reasons.map((reason) => {
    const names = curves.filter(({ why }) => why === reason).map(nameOf);
    return `Not compared: ${names.join('; ')} (${reason}).`;
  });
}

function rank(id: string): number {
  const at = FIRST.indexOf(id);
  return at === -1 ? FIRST.length : at;
}

/** "p < 0.001", "p = 0.03". */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${number(p, p < 0.01 ? 3 : 2)}`;
}

/** The chart in sentences, for those who do not see it. */
export function pairCurveWords({ name, up, unit, curve }: PairCurve): string {
  const range = (mean: Float32Array) => {
    const known = [...mean].filter(Number.isFinite);
    return `${number(Math.min(...known))}${unit} to ${number(Math.max(...known))}${unit}`;
  };
  const spans = curve.clusters.map(({ fromPct, toPct }) => `${fromPct} to ${toPct} %`).join(', ');
  const differ =
    spans === ''
      ? 'Nowhere do the clips differ beyond chance.'
      : `The clips differ at ${spans} of the stride (${pText(curve.p)}).`;
  return `${name} over the stride (greater = ${up}): before from ${range(curve.before.mean)}, after from ${range(curve.after.mean)}. ${differ}`;
}
