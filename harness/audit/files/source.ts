/** A file that is worth parsing: its text holds a word of a library that is read. */
export interface SourceFile {
  /** Absolute. */
  path: string;
  /** As places name it. */
  name: string;
  text: string;
  /** Tests are under no load. */
  isTest: boolean;
}
