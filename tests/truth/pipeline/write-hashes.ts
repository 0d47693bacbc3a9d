/** `npm run pipeline-hashes`: after PIPELINE_VERSION was raised, writes the hashes of its numbers; refuses under the same version. */
import { writeFileSync } from 'node:fs';
import { analysesOn, hashesOf, objection } from './hashes';
import kept from './hashes.json';

const now = hashesOf(await analysesOn('cpu'));
const refused = objection(kept, now);
if (refused === null)
  writeFileSync(new URL('./hashes.json', import.meta.url), `${JSON.stringify(now, null, 2)}\n`);
else console.error(refused);
process.exitCode = refused === null ? 0 : 1;
