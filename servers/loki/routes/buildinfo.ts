import type { Route } from '../../route.ts';
import { answerBytes } from '../answer.ts';

// The version whose behaviour is mocked, and a revision that says what answers.
const BUILD = {
  version: '3.5.0',
  revision: 'poolproof',
  branch: 'HEAD',
  buildUser: 'poolproof',
  buildDate: '2026-01-01T00:00:00Z',
  goVersion: 'go1.24.0',
};

/** Grafana asks this to know what the server can do. */
export const buildinfo: Route = {
  methods: ['GET'],
  path: '/loki/api/v1/status/buildinfo',
  handle({ response }) {
    answerBytes(response, 200, { 'Content-Type': 'application/json' }, JSON.stringify(BUILD));
  },
};
