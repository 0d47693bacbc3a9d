import {
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import committed from '../../../models/manifest.json';
import { hashFiles } from '../../../models/manifest';
import { readFolder } from '../../../models/model-folder';
import { prepareModels } from '../../../models/prepare';

/** The lite model stands for all where one is enough: heavy is 28 MB. */
const only = ['lite'] as const;
const source = 'node_modules/@mediapipe/pose';

let folder: string;
let options: { only: typeof only; packageFolder: string; resultFolder: string; manifestPath: string };
let said: string[];
const onProgress = (doing: string) => said.push(doing);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-models-'));
  options = {
    only,
    packageFolder: join(folder, 'package'),
    resultFolder: join(folder, 'public', 'models'),
    manifestPath: join(folder, 'manifest.json'),
  };
  said = [];
  await mkdir(options.packageFolder);
  for (const file of ['package.json', 'pose_landmark_lite.tflite']) {
    await copyFile(join(source, file), join(options.packageFolder, file));
  }
  await copyFile('models/manifest.json', options.manifestPath);
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('prepareModels', () => {
  it('gives detector, lite and full as the committed manifest promises them, and leaves nothing else', async () => {
    await prepareModels({ ...options, packageFolder: source, only: ['detector', 'lite', 'full'] });
    expect((await readdir(options.resultFolder)).sort()).toEqual(['detector', 'full', 'lite']);
    for (const name of ['detector', 'lite', 'full'] as const) {
      const files = await readFolder(join(options.resultFolder, name));
      expect(hashFiles(files)).toBe(committed.models[name].resultSha256);
    }
    expect(JSON.parse(await readFile(options.manifestPath, 'utf8'))).toEqual(committed);
  });

  it('does nothing the second time', async () => {
    await prepareModels(options);
    const before = await stat(join(options.resultFolder, 'lite', 'model.json'));
    await prepareModels({ ...options, onProgress });
    expect(said).toEqual(['lite: ready, nothing to do']);
    const after = await stat(join(options.resultFolder, 'lite', 'model.json'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it.each([
    ['a weights file is cut short', (lite: string) => truncate(join(lite, 'group1-shard1of1.bin'), 1000)],
    ['a file is missing', (lite: string) => rm(join(lite, 'model.json'))],
    ['a foreign file is there', (lite: string) => writeFile(join(lite, 'group1-shard9of9.bin'), 'old')],
  ])('converts again where %s', async (_, spoil) => {
    await prepareModels(options);
    const lite = join(options.resultFolder, 'lite');
    await spoil(lite);
    await prepareModels({ ...options, onProgress });
    expect(said).toEqual(['lite: converting pose_landmark_lite.tflite (2.8 MB)']);
    expect(hashFiles(await readFolder(lite))).toBe(committed.models.lite.resultSha256);
  });

  it('converts again and writes the manifest anew for another package', async () => {
    await prepareModels(options);
    await writeFile(join(options.packageFolder, 'package.json'), '{ "version": "9.9.9" }');
    const file = join(options.packageFolder, 'pose_landmark_lite.tflite');
    await writeFile(file, Buffer.concat([await readFile(file), Buffer.from('more')]));
    const manifest = await prepareModels({ ...options, onProgress });
    expect(said).toEqual([
      'lite: converting pose_landmark_lite.tflite (2.8 MB)',
      'the package or the converter has changed: models/manifest.json is written anew, please commit it',
    ]);
    expect(manifest.models.lite.packageVersion).toBe('9.9.9');
    expect(manifest.models.lite.sourceSha256).not.toBe(committed.models.lite.sourceSha256);
    expect(manifest.models.full).toEqual(committed.models.full);
    expect(JSON.parse(await readFile(options.manifestPath, 'utf8'))).toEqual(manifest);
  });

  it('refuses another file under the same package version', async () => {
    await truncate(join(options.packageFolder, 'pose_landmark_lite.tflite'), 1_000_000);
    await expect(prepareModels(options)).rejects.toThrow(
      /pose_landmark_lite\.tflite of @mediapipe\/pose .+ is not the file that models\/manifest\.json names/,
    );
  });

  it('refuses a result that the manifest does not promise, and leaves the folder as it was', async () => {
    const changed = structuredClone(committed);
    changed.models.lite.resultSha256 = '0'.repeat(64);
    await writeFile(options.manifestPath, JSON.stringify(changed));
    const lite = join(options.resultFolder, 'lite');
    await cp('models', lite, { recursive: true });
    const before = hashFiles(await readFolder(lite));
    await expect(prepareModels(options)).rejects.toThrow('raise CONVERTER_VERSION in models/prepare.ts');
    expect(hashFiles(await readFolder(lite))).toBe(before);
    expect(await readdir(options.resultFolder)).toEqual(['lite']);
  });

  it('does not overwrite a manifest that it cannot read', async () => {
    await writeFile(options.manifestPath, '<<<<<<< ours');
    await expect(prepareModels(options)).rejects.toThrow('restore it from version control');
    expect(await readFile(options.manifestPath, 'utf8')).toBe('<<<<<<< ours');
  });
});
