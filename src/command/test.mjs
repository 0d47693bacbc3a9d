// `npm test`: set-up, then lint, types and unused code beside one another, then every test. `npm test -- PATH…` runs the tests
// of some files alone, with the set-up that they need and without the checks.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const CHECKS = ['lint', 'types', 'unused'];

const asked = process.argv.slice(2);
const paths = asked.filter((argument) => !argument.startsWith('-'));
/** Unit tests need neither a browser nor clips. */
const needsBrowser = paths.length === 0 || paths.some((path) => !path.includes('unit'));

setUp();
if (asked.length === 0) await check();
process.exitCode = spawnSync('npx', ['vitest', 'run', ...asked], { cwd: root, stdio: 'inherit' }).status ?? 1;

function setUp() {
  const wanted = needsBrowser ? ['--browser', '--ffmpeg', '--poppler'] : [];
  const { status } = spawnSync(process.execPath, ['src/command/set-up.mjs', ...wanted], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs the checks side by side; what each has to say comes whole. Ends the program where one fails. */
async function check() {
  const results = await Promise.all(CHECKS.map(runCheck));
  for (const { output } of results) process.stdout.write(output);
  if (results.some(({ status }) => status !== 0)) process.exit(1);
}

/** @param {string} name @returns {Promise<{ status: number | null, output: string }>} */
function runCheck(name) {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '-s', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (/** @type {Buffer} */ data) => (output += data.toString()));
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, output });
    });
  });
}
