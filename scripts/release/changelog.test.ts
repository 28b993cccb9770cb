import { expect, it } from 'vitest';
import { changelogWith, sectionOf } from './changelog.ts';

const FIRST = sectionOf({ version: '1.0.0', day: '2026-01-02', subjects: ['Much'], isFirst: true });
const SECOND = sectionOf({
  ...{ version: '1.0.1', day: '2026-02-03', isFirst: false },
  subjects: ['A pool is closed twice', 'A page has a title'],
});

it('a version has the sentences of its commits, in their order; the first one has no earlier one to differ from', () => {
  expect(FIRST).toBe('## 1.0.0 (2026-01-02)\n\n- The first version.\n');
  expect(SECOND).toBe('## 1.0.1 (2026-02-03)\n\n- A page has a title\n- A pool is closed twice\n');
});

it('the newest version stands on top of the changelog', () => {
  const first = changelogWith(FIRST, '');
  expect(first).toBe(`# Changelog\n\n${FIRST}`);
  expect(changelogWith(SECOND, first)).toBe(`# Changelog\n\n${SECOND}\n${FIRST}`);
});
