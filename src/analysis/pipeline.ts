import { version } from '../../package.json';

/** Written into every receipt. */
export const APP = `plumbline ${version}`;

/**
 * Raised by one whenever the same recording would give other numbers; stored results are then analysed again. A test holds the
 * numbers to it (tests/unit/analysis/pipeline.test.ts). 5: intervals count model, rule and camera, numbers that miss the truth are
 * exploratory, what a model places outside the picture is missing, and a clip without strides says why; 4: pelvic drop is estimated
 * once, from the stances put together.
 */
export const PIPELINE_VERSION = 5;
