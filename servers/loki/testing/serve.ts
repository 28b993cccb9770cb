import { listen } from '../../listen.ts';
import { makeLokiMock } from '../mock.ts';

// A mock in a process of its own, whose memory can be looked at. It answers every message with the most that it ever
// held.

const { origin } = await listen(makeLokiMock(), [], null);
process.send?.({ origin });
process.on('message', () => process.send?.({ peakMiB: process.resourceUsage().maxRSS / 1_024 }));
process.on('disconnect', () => process.exit(0));
