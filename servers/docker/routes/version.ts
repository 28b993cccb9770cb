import type { Route } from '../../route.ts';
import { JSON_HEADERS } from '../reply/headers.ts';
import { encodeJson, sendBytes } from '../reply/json.ts';
import { DAEMON } from '../version.ts';

const engineDetails = {
  ApiVersion: DAEMON.apiVersion,
  Arch: DAEMON.arch,
  BuildTime: DAEMON.buildTime,
  Experimental: 'false',
  GitCommit: DAEMON.gitCommit,
  GoVersion: DAEMON.goVersion,
  KernelVersion: DAEMON.kernelVersion,
  MinAPIVersion: DAEMON.minApiVersion,
  Os: DAEMON.os,
};

const BODY = encodeJson({
  Platform: { Name: '' },
  Components: [
    { Name: 'Engine', Version: DAEMON.version, Details: engineDetails },
    { Name: 'containerd', Version: '1.6.20~ds1', Details: { GitCommit: '1.6.20~ds1-1+deb12u3' } },
    { Name: 'runc', Version: '1.1.5+ds1', Details: { GitCommit: '1.1.5+ds1-1+deb12u1' } },
    { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: '' } },
  ],
  Version: DAEMON.version,
  ApiVersion: DAEMON.apiVersion,
  MinAPIVersion: DAEMON.minApiVersion,
  GitCommit: DAEMON.gitCommit,
  GoVersion: DAEMON.goVersion,
  Os: DAEMON.os,
  Arch: DAEMON.arch,
  KernelVersion: DAEMON.kernelVersion,
  BuildTime: DAEMON.buildTime,
});

export const version = (): Route => ({
  methods: ['GET'],
  path: '/version',
  handle: ({ response }) => sendBytes(response, BODY, JSON_HEADERS),
});
