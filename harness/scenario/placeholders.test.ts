import { describe, expect, it } from 'vitest';
import { fillPlaceholders, placeholdersIn } from './placeholders.ts';

const values = { url: 'http://127.0.0.1:3100', port: '8080', socket: '/tmp/$&/docker.sock' };

describe('placeholders in a text of a scenario', () => {
  it.each([
    ['{url}/loki/api/v1/push', 'http://127.0.0.1:3100/loki/api/v1/push'],
    ['http://127.0.0.1:{port}/debug/pprof?from={port}', 'http://127.0.0.1:8080/debug/pprof?from=8080'],
    ['unix://{socket}', 'unix:///tmp/$&/docker.sock'],
    ['no placeholder', 'no placeholder'],
  ])('are filled in: %s', (text, filled) => {
    expect(fillPlaceholders(text, values)).toBe(filled);
  });

  it('stay as they are where they have no value, as do other braces', () => {
    for (const text of ['{prot}', '{constructor}', '{"json": 1}', '{}', '{ port }']) {
      expect(fillPlaceholders(text, values)).toBe(text);
    }
  });

  it('are named once each, in their order', () => {
    expect(placeholdersIn('{url} {port} {url} {"a"}')).toEqual(['url', 'port']);
  });
});
