import { PIPELINE_VERSION } from '../analysis/pipeline';
import type { RunAnalysis } from '../analysis/run-analysis';
import type { TakeSummary } from './records';

/** What of an analysis is kept beside the recording. */
export function summaryOf({ view, pelvicLine, metrics, findings }: RunAnalysis): TakeSummary {
  const pelvicMethod = pelvicLine?.method ?? null;
  return { pipelineVersion: PIPELINE_VERSION, view, pelvicMethod, metrics, findings };
}

/** Whether the same recording would give other numbers today. */
export function isOutOfDate(summary: TakeSummary | null): boolean {
  return summary === null || summary.pipelineVersion < PIPELINE_VERSION;
}
