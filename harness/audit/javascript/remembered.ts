/** Each node is asked about once; what else an answer hangs on must be the same each time. */
export function remembered<Asked extends object, Answer, Rest extends unknown[]>(
  answer: (asked: Asked, ...rest: Rest) => Answer,
): (asked: Asked, ...rest: Rest) => Answer {
  const answers = new WeakMap<Asked, { answer: Answer }>();
  return (asked, ...rest) => {
    const before = answers.get(asked);
    if (before) return before.answer;
    const now = answer(asked, ...rest);
    answers.set(asked, { answer: now });
    return now;
  };
}
