import type { ComparedCurve } from '../../compare/compare-curves';
import { CURVES } from '../charts/curve-choices';
import { number } from '../words';

/** A curve of both clips with its words. */
export interface PairCurve {
  key: string;
  /** "Pelvic drop, left stance". */
  name: string;
  up: string;
  unit: '°' | '%';
  curve: ComparedCurve;
}

/** Pelvis and trunk first, as everywhere in a comparison. */
const FIRST = ['pelvicDropDeg', 'trunkLeanDeg'];

/** What can be shown, the headlines first; series of the whole body are there once and name no leg. */
export function pairCurves(curves: readonly ComparedCurve[]): PairCurve[] {
  const ordered = [...CURVES].sort((a, b) => rank(a.id) - rank(b.id));
  return ordered.flatMap(({ id, name, up }) => {
    const legs = curves.filter(({ series }) => series === id);
    return legs.map((curve) => ({
      key: `${id}/${curve.side}`,
      name: legs.length > 1 ? `${name}, ${curve.side} stance` : name,
      up,
      unit: id.endsWith('Deg') ? ('°' as const) : ('%' as const),
      curve,
    }));
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
