import * as z from 'zod/mini';
import {parseJson, printCanonicalJson} from './canonical_json.ts';
import {assembleMessage, parseMessage, printMessages} from './message.ts';

/** What the page asks of the agent. `check` changes nothing, so it needs no nonce (decisions/0004). */
export const Request = z.object({
    protocol: z.literal(1),
    kind: z.literal('check'),
    /** Makes two asks of the same second two texts: 32 hex digits chosen by the page. */
    id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
});
export type Request = z.infer<typeof Request>;

/** The post message of a request. Always one post. */
export function printRequest(request: Request): string {
    const [message] = printMessages(
        'FIPS Readiness: an admin asks the agent to check this deployment again.',
        printCanonicalJson(request),
    );
    return message ?? '';
}

/** Reads a request from a post's message; undefined where it is none, is in parts, or was rewritten on the way. */
export function parseRequest(message: string): Request | undefined {
    const part = parseMessage(message);
    const text = part?.of === 1 ? assembleMessage([part]) : undefined;
    const read = Request.safeParse(parseJson(text ?? ''));
    return read.success ? read.data : undefined;
}
