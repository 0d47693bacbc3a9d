import { commands } from 'vitest/browser';

/** A file of the field data beside the project, or null where that is absent. */
export async function fieldFile(path: string): Promise<File | null> {
  let base64: string;
  try {
    base64 = await commands.readFile(`../shared/field/${path}`, 'base64');
  } catch (error) {
    if (String(error).includes('ENOENT')) return null;
    throw error;
  }
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return new File([bytes], path.split('/').at(-1) ?? path);
}
