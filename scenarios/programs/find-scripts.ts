import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Found, isNotInstalled } from './build-go.ts';

// The programs that need no building: each is run as it stands here, by what the machine has for it.

const SHIPPER = path.join(import.meta.dirname, 'python', 'shipper.py');
const SERVICE = path.join(import.meta.dirname, 'node', 'service.mjs');

/** How the shipper is run, whether it can be here or not. */
export const PYTHON_SHIPPER = ['python3', SHIPPER];

export async function findPythonShipper(): Promise<Found> {
  try {
    await promisify(execFile)('python3', [SHIPPER, '--help']);
    return { run: PYTHON_SHIPPER };
  } catch (error) {
    if (isNotInstalled(error)) return { missing: 'Python is not installed (Debian: python3)' };
    return { missing: 'Python has no urllib3 (Debian: python3-urllib3)' };
  }
}

/** How the loop around curl is run, whether it can be here or not. */
export const CURL_LOOP = [path.join(import.meta.dirname, 'shell', 'curl-loop.sh')];

export async function findCurlLoop(): Promise<Found> {
  try {
    await promisify(execFile)('curl', ['--version']);
    return { run: CURL_LOOP };
  } catch {
    return { missing: 'curl is not installed (Debian: curl)' };
  }
}

export const NODE_SERVICE = [process.execPath, SERVICE];
