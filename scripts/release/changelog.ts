const TITLE = '# Changelog\n';

interface Version {
  version: string;
  /** As 2026-11-29. */
  day: string;
  /** The subjects of its commits, newest first; each is a sentence that says why. */
  subjects: readonly string[];
  isFirst: boolean;
}

/** What has changed in a version, oldest first; of the first one nothing can have. */
export function sectionOf({ version, day, subjects, isFirst }: Version): string {
  const changes = isFirst ? ['The first version.'] : subjects.toReversed();
  return `## ${version} (${day})\n\n${changes.map((change) => `- ${change}`).join('\n')}\n`;
}

/** The changelog with a new version on top. */
export function changelogWith(section: string, text: string): string {
  const older = text.replace(TITLE, '').trim();
  return `${TITLE}\n${section}${older === '' ? '' : `\n${older}\n`}`;
}
