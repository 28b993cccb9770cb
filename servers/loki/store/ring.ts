/** Where the bytes of a record lie; the ring says it. */
export interface Place {
  offset: number;
  length: number;
}

/**
 * The bytes of records in one block of memory of fixed size; the oldest give way to new ones. The block is none of the
 * garbage collector's business, which would otherwise carry every push of a load test into its old generation.
 */
export class Ring<Record extends Place> {
  private readonly memory: Buffer;
  private readonly onDrop: (record: Record) => void;
  private records: Record[] = [];
  private oldest = 0;
  private writeAt = 0;

  constructor(capacityBytes: number, onDrop: (record: Record) => void) {
    this.memory = Buffer.allocUnsafeSlow(capacityBytes);
    this.onDrop = onDrop;
  }

  /** Copies the bytes of a record in; false where they are more than the whole ring. */
  add(record: Record, bytes: Buffer): boolean {
    if (bytes.length > this.memory.length) return false;
    record.offset = this.makeRoom(bytes.length);
    record.length = bytes.length;
    bytes.copy(this.memory, record.offset);
    this.writeAt = record.offset + record.length;
    this.records.push(record);
    return true;
  }

  bytesOf({ offset, length }: Place): Buffer {
    return this.memory.subarray(offset, offset + length);
  }

  /** From the oldest to the newest. */
  *[Symbol.iterator](): Generator<Record> {
    for (let index = this.oldest; index < this.records.length; index += 1) yield this.records[index] as Record;
  }

  /** The offset of `length` free bytes. After the last byte follows the first, where a record must fit whole. */
  private makeRoom(length: number): number {
    if (this.writeAt + length <= this.memory.length) {
      this.dropWhile(({ offset }) => offset >= this.writeAt && offset < this.writeAt + length);
      return this.writeAt;
    }
    // What lies behind the writer is of the lap before, hence older than everything in front.
    this.dropWhile(({ offset }) => offset >= this.writeAt);
    this.dropWhile(({ offset }) => offset < length);
    return 0;
  }

  private dropWhile(isInTheWay: (record: Record) => boolean): void {
    for (let record = this.records[this.oldest]; record && isInTheWay(record); record = this.records[this.oldest]) {
      this.oldest += 1;
      this.onDrop(record);
    }
    // Shifting an array costs its length: once for as many drops as there are records left.
    if (this.oldest > 1_000 && this.oldest * 2 > this.records.length) {
      this.records = this.records.slice(this.oldest);
      this.oldest = 0;
    }
  }
}
