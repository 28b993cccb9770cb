/** 50 is the limit of the Go service whose two transports this tool was first asked about. */
export const DEFAULT_CONNECTIONS = 50;
