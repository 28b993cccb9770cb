import type { Route } from '../../route.ts';
import { big } from './big.ts';
import { chunked } from './chunked.ts';
import { hang } from './hang.ts';
import { ok } from './ok.ts';
import { redirect } from './redirect.ts';
import { reset } from './reset.ts';
import { status } from './status.ts';
import { stream } from './stream.ts';

export const ROUTES: readonly Route[] = [ok, big, chunked, redirect, status, hang, reset, stream];
