import { describe, expect, it } from 'vitest';
import { lastWordsOf } from './last-words.ts';

describe('the last words of a program', () => {
  it.each([
    ['Node', ['node:net:2012', 'Error: listen EADDRINUSE: 127.0.0.1:80', '    at Server', '', 'Node.js v26.10.0']],
    ['Python', ['Traceback (most recent call last):', 'OSError: [Errno 98] Address already in use']],
    ['Go', ['panic: listen tcp :80: bind: address already in use', '', 'goroutine 1 [running]:', 'main.main()']],
    ['Java', ['Exception in thread "main" java.net.BindException: in use', '\tat java.base/sun.nio.ch.Net.bind']],
  ])('are the error of %s, not the stack or the version after it', (_, lines) => {
    expect(lastWordsOf(lines)).toMatch(/in use|EADDRINUSE/);
  });

  it('are its last line where none tells of an error', () => {
    expect(lastWordsOf(['starting', 'no licence', ' '])).toBe('no licence');
    expect(lastWordsOf([])).toBeUndefined();
  });
});
