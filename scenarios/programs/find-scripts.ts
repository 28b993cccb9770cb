import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Found, isNotInstalled } from './build-go.ts';

// The programs that need no building: each is run as it stands here, by what the machine has for it.

const SHIPPER = path.join(import.meta.dirname, 'python', 'shipper.py');
const SERVICE = path.join(import.meta.dirname, 'node', 'service.mjs');

/** How the shipper is run, whether it can be here or not. */
export const PYTHON_SHIPPER = ['python3', SHIPPER];

/** How the loop is run; it is of no use without curl. */
export const CURL_LOOP = ['sh', path.join(import.meta.dirname, 'shell', 'curl-loop.sh')];

/** By the Node that runs this. */
export const NODE_SERVICE = [process.execPath, SERVICE];

export async function findPythonShipper(): Promise<Found> {
  try {
    await promisify(execFile)('python3', [SHIPPER, '--help']);
    return { run: PYTHON_SHIPPER };
  } catch (error) {
    if (isNotInstalled(error)) return { missing: 'Python is not installed (Debian: python3)' };
    return { missing: 'Python has no urllib3 (Debian: python3-urllib3)' };
  }
}

export async function findCurlLoop(): Promise<Found> {
  try {
    await promisify(execFile)('sh', ['-c', 'curl --version']);
    return { run: CURL_LOOP };
  } catch (error) {
    if (isNotInstalled(error)) return { missing: 'there is no POSIX shell' };
    return { missing: 'curl is not installed (Debian: curl)' };
  }
}
