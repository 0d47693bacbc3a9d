import type { RunAnalysis } from '../analysis/run-analysis';

/** The two metrics that the article asks for. */
export type Headline = 'trunkLeanMeanDeg' | 'pelvicDropPeakDeg';

/** The headline that a view can show: the pelvis from behind and in front, else the trunk. */
export function headlineOf(view: RunAnalysis['view']): Headline {
  return view === 'rear' || view === 'front' ? 'pelvicDropPeakDeg' : 'trunkLeanMeanDeg';
}

/** Whether `a` is worse than `b`: the trunk more extended (less lean), the drop deeper. */
export function worseOf(id: Headline, a: number, b: number): boolean {
  return id === 'trunkLeanMeanDeg' ? a < b : a > b;
}
