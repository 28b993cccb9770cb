import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether a file in the folder can import the package. */
export function isInstalled(name: string, folder: string): boolean {
  try {
    return findPackageJSON(name, pathToFileURL(path.join(folder, 'package.json'))) !== undefined;
  } catch {
    return false;
  }
}
