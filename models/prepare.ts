import { readFile } from 'node:fs/promises';
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MODELS, SOURCE_PACKAGE, type ModelName, type ModelPlan } from './blazepose';
import { convert } from './convert';
import { writeGraph } from './graph-writer';
import {
  hashFiles,
  readManifest,
  sha256,
  writeManifest,
  type Manifest,
  type ManifestEntry,
} from './manifest';
import { readFolder, replaceFolder } from './model-folder';
import { readTflite } from './tflite-reader';

/** Raise it with any change that changes the written files; the manifest is then rewritten. */
const CONVERTER_VERSION = 1;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export interface PrepareOptions {
  /** What is being done, in plain words, and the fraction that is done before it (0 … 1, never falling). */
  onProgress?: (doing: string, fraction: number) => void;
  /** Folder of the npm package that ships the TFLite files. */
  packageFolder?: string;
  /** Folder that gets one folder per model. */
  resultFolder?: string;
  manifestPath?: string;
  /** All models unless told. */
  only?: readonly ModelName[];
}

/**
 * Makes the tfjs graph models that the app loads from its own origin, out of the BlazePose files of the installed
 * package. Skips what is there already: same package file, same converter, same result, by SHA-256.
 * Throws where a file cannot be converted or the result is not the one that the manifest promises.
 */
export async function prepareModels(options: PrepareOptions = {}): Promise<Manifest> {
  const {
    onProgress = () => undefined,
    packageFolder = findPackage(),
    resultFolder = here('../public/models'),
    manifestPath = here('manifest.json'),
    only,
  } = options;
  const packageVersion = await readVersion(packageFolder);
  const known = await readManifest(manifestPath);
  const plans = MODELS.filter(({ name }) => only?.includes(name) ?? true);

  const entries = new Map<ModelName, ManifestEntry>();
  for (const [i, plan] of plans.entries()) {
    const say = (doing: string) => {
      onProgress(`${plan.name}: ${doing}`, i / plans.length);
    };
    const folder = join(resultFolder, plan.name);
    const promised = known?.converterVersion === CONVERTER_VERSION ? known.models[plan.name] : undefined;
    const source = await readFile(join(packageFolder, plan.sourceFile));
    const origin = describeSource(plan, packageVersion, sha256(source));
    const sameSource = promised?.sourceSha256 === origin.sourceSha256;

    if (promised?.packageVersion === packageVersion && !sameSource) {
      throw new Error(
        `${plan.sourceFile} of ${SOURCE_PACKAGE} ${packageVersion} is not the file that models/manifest.json names ` +
          `(SHA-256 ${origin.sourceSha256} instead of ${promised.sourceSha256}): install the package again.`,
      );
    }
    if (sameSource && hashFiles(await readFolder(folder)) === promised.resultSha256) {
      say('ready, nothing to do');
      entries.set(plan.name, { ...origin, resultSha256: promised.resultSha256 });
      continue;
    }

    say(`converting ${plan.sourceFile} (${megabytes(source.length)})`);
    const files = writeGraph(convert(readTflite(plan.sourceFile, source), plan.outputs), converterName());
    const resultSha256 = hashFiles(files);
    if (sameSource && resultSha256 !== promised.resultSha256) {
      throw new Error(
        `Converting ${plan.sourceFile} gave another result than models/manifest.json promises ` +
          `(SHA-256 ${resultSha256} instead of ${promised.resultSha256}): ` +
          'if the converter was changed on purpose, raise CONVERTER_VERSION in models/prepare.ts.',
      );
    }
    await replaceFolder(folder, files);
    entries.set(plan.name, { ...origin, resultSha256 });
  }

  return settleManifest(manifestPath, known, entries, (doing) => {
    onProgress(doing, 1);
  });
}

/** Writes the manifest anew where the package or the converter has changed. */
async function settleManifest(
  path: string,
  known: Manifest | null,
  entries: Map<ModelName, ManifestEntry>,
  say: (doing: string) => void,
): Promise<Manifest> {
  const entryOf = (name: ModelName): ManifestEntry => {
    const entry = entries.get(name) ?? known?.models[name];
    if (entry === undefined)
      throw new Error(`models/manifest.json has no entry for "${name}": prepare all models once.`);
    return entry;
  };
  const manifest: Manifest = {
    converterVersion: CONVERTER_VERSION,
    models: {
      detector: entryOf('detector'),
      lite: entryOf('lite'),
      full: entryOf('full'),
      heavy: entryOf('heavy'),
    },
  };
  if (JSON.stringify(manifest) !== JSON.stringify(known)) {
    await writeManifest(path, manifest);
    say('the package or the converter has changed: models/manifest.json is written anew, please commit it');
  }
  return manifest;
}

function describeSource(plan: ModelPlan, packageVersion: string, sourceSha256: string) {
  return {
    package: SOURCE_PACKAGE,
    packageVersion,
    sourceFile: plan.sourceFile,
    licence: 'Apache-2.0',
    origin: `BlazePose of google-ai-edge/mediapipe, inside the npm package ${SOURCE_PACKAGE} ${packageVersion}`,
    sourceSha256,
  };
}

function findPackage(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${SOURCE_PACKAGE}/package.json`));
  } catch (error) {
    throw new Error(`The package ${SOURCE_PACKAGE} is not installed: run "npm install" first.`, {
      cause: error,
    });
  }
}

async function readVersion(packageFolder: string): Promise<string> {
  const content: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  if (typeof content === 'object' && content !== null && 'version' in content) {
    if (typeof content.version === 'string') return content.version;
  }
  throw new Error(`${join(packageFolder, 'package.json')} has no version.`);
}

const converterName = () => `Plumbline models/prepare.ts, version ${CONVERTER_VERSION}`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

const startedFile = process.argv[1];
if (startedFile !== undefined && realpathSync(startedFile) === fileURLToPath(import.meta.url)) {
  try {
    if (process.argv.length > 2) throw new Error('npm run models takes no arguments.');
    await prepareModels({
      onProgress: (doing) => {
        console.log(`Models: ${doing}`);
      },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
