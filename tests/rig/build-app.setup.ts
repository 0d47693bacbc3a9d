import { buildWhereNeeded } from '../../src/command/app-page';
import { forgetOldMeasured } from './measured';

/** Vitest calls this once before the first test that opens the app, so that files beside one another do not build it twice. */
export default function setup(): Promise<void> {
  forgetOldMeasured();
  return buildWhereNeeded();
}
