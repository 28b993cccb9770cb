import { expect, it } from 'vitest';
import { commitUrlOf } from './environment.ts';

it.each([
  ['git@github.com:owner/name.git', 'https://github.com/owner/name/commit/'],
  ['https://github.com/owner/name', 'https://github.com/owner/name/commit/'],
  ['https://user:secret@gitlab.example.org/group/sub/name.git', 'https://gitlab.example.org/group/sub/name/commit/'],
  ['ssh://git@git.example.org:2222/owner/name.git', 'https://git.example.org/owner/name/commit/'],
  ['git@bitbucket.org:owner/name.git', 'https://bitbucket.org/owner/name/commits/'],
  ['/srv/git/name.git', null],
  ['../name', null],
])('finds where the commits of %s are shown', (remote, url) => {
  expect(commitUrlOf(remote)).toBe(url);
});
