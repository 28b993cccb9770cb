export interface Volume {
  readonly name: string;
  readonly createdNs: bigint;
  readonly labels: Record<string, string>;
}
