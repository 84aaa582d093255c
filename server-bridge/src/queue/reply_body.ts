import type {Reply} from '@fips-readiness/core';

type Signature = 'protocol' | 'agentId' | 'agentVersion' | 'channelId' | 'requestId' | 'at';
type Body<T> = T extends unknown ? Omit<T, Signature> : never;

/** A reply before it says who speaks, where, when and to which request. */
export type ReplyBody = Body<Reply>;
