import dns from 'node:dns';

// A name server that is far away, for the subject: the name of the server resolves late, and to several addresses of
// this machine. Pools that count a connection only when it is there, or that keep a pool for each address, lose their
// limit.

/** The one name that is answered so; also who resolves it by another way finds this machine. */
export const SLOW_NAME = 'localhost';

const LATE_MS = 250;

interface Asked {
  all?: boolean;
  family?: number | string;
}
type Answer = (error: Error | null, address?: unknown, family?: number) => void;

/**
 * From here on, Node's lookup of that name gives `addresses` (IPv4), late. Call it before a library is loaded, which
 * may keep the function.
 */
export function answerNamesLate(addresses: readonly string[]): void {
  const { lookup } = dns;
  const answerLate = (name: string, options: Asked | number | Answer, callback?: Answer) => {
    const asked: Asked = typeof options === 'object' ? options : {};
    const wantsIPv6 = options === 6 || asked.family === 6 || asked.family === 'IPv6';
    if (name !== SLOW_NAME || wantsIPv6) return Reflect.apply(lookup, dns, [name, options, callback]);
    const answer = typeof options === 'function' ? options : callback;
    setTimeout(() => {
      if (asked.all)
        answer?.(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        );
      else answer?.(null, addresses[0], 4);
    }, LATE_MS);
    return {};
  };
  dns.lookup = answerLate as typeof dns.lookup;
}
