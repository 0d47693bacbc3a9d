import { version } from '../../package.json';

/** Written into every receipt. */
export const APP = `plumbline ${version}`;

/** Raised by one whenever the same recording would give other numbers; stored results are then analysed again. */
export const PIPELINE_VERSION = 3;
