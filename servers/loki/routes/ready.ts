import type { Route } from '../../route.ts';
import { answerText } from '../answer.ts';

/** Whether it can take requests: always. */
export const ready: Route = {
  methods: ['GET'],
  path: '/ready',
  handle({ response }) {
    answerText(response, 200, 'ready');
  },
};
