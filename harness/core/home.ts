import { findPackageJSON } from 'node:module';
import path from 'node:path';

/** The folder of poolproof's own package.json: that of a checkout, or of the installed package. */
export const HOME = path.dirname(findPackageJSON(import.meta.url) ?? '');

/** Whether this is the installed package, built to plain JavaScript, and not the sources. */
export const IS_BUILT = import.meta.url.endsWith('.js');
