import * as z from 'zod/mini';
import {parseJson, printCanonicalJson} from '../values/canonical_json.ts';
import {makeDigest} from '../values/digest.ts';

/** Longest text of one post's chunk: MaxPostSize is 16,383 runes on 11.x; security.md rule 5 asks for 12,000. */
const CHUNK_CHARACTERS = 11_500;
const MAX_PARTS = 64;
/** Characters of the longest text that goes into posts. */
export const LONGEST_MESSAGE = CHUNK_CHARACTERS * MAX_PARTS;

const Header = z.object({
    digest: z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/)),
    of: z.int().check(z.minimum(1), z.maximum(MAX_PARTS)),
    part: z.int().check(z.minimum(1), z.maximum(MAX_PARTS)),
    protocol: z.literal(1),
});

/** One post's share of a text: part `part` of `of`, of the text with that digest. */
export type MessagePart = z.infer<typeof Header> & {readonly chunk: string};

const FENCE = /(?:^|\n)```json\n([^\n]*)\n([^\n]*)\n```\s*$/;

/**
 * Post messages that carry `text` (one line of printable ASCII): the readable sentence, then a code fence with a header
 * line and a chunk line. Throws on any other text: the payload codec never makes one.
 */
export function printMessages(sentence: string, text: string): readonly string[] {
    if (!/^[\x20-\x7e]+$/.test(text) || text.includes('`')) {
        throw new Error('a message carries one line of printable ASCII without backticks');
    }
    const of = Math.ceil(text.length / CHUNK_CHARACTERS);
    if (of > MAX_PARTS) {
        throw new Error(`a message of ${text.length} characters is longer than ${MAX_PARTS} posts`);
    }
    const digest = makeDigest('message', text);
    return Array.from({length: of}, (_, index) => {
        const header = printCanonicalJson({digest, of, part: index + 1, protocol: 1});
        const chunk = text.slice(index * CHUNK_CHARACTERS, (index + 1) * CHUNK_CHARACTERS);
        return `${sentence}\n\n\`\`\`json\n${header}\n${chunk}\n\`\`\``;
    });
}

/** Reads one post's message; undefined where it carries no part of ours. */
export function parseMessage(message: string): MessagePart | undefined {
    const fence = FENCE.exec(message);
    const header = Header.safeParse(parseJson(fence?.[1] ?? ''));
    const chunk = fence?.[2] ?? '';
    if (!header.success || header.data.part > header.data.of || chunk.length > CHUNK_CHARACTERS || chunk === '') {
        return undefined;
    }
    return {...header.data, chunk};
}

/** How many ways of putting parts together are tried: each takes a digest over the whole text. */
const MAX_TRIES = 32;

/**
 * Puts parts of one digest together, the earlier of two with one number first; a decoy among them is passed over. Undefined
 * while one is missing, or where nothing matches the digest.
 */
export function assembleMessage<T extends MessagePart>(
    parts: readonly T[],
): {readonly text: string; readonly parts: readonly T[]} | undefined {
    const first = parts[0];
    if (!first) {
        return undefined;
    }
    const mine = parts.filter(({of, digest}) => of === first.of && digest === first.digest);
    const choices = Array.from({length: first.of}, (_, index) => {
        const seen = new Set<string>();
        return mine.filter(({part, chunk}) => part === index + 1 && !seen.has(chunk) && seen.add(chunk));
    });
    const ways = choices.reduce((product, {length}) => product * length, 1);
    for (let way = 0; way < Math.min(ways, MAX_TRIES); way += 1) {
        const chosen = choose(choices, way);
        const text = chosen.map(({chunk}) => chunk).join('');
        if (makeDigest('message', text) === first.digest) {
            return {text, parts: chosen};
        }
    }
    return undefined;
}

/** One of each list: way 0 takes every first one, and each further way is counted like a number. */
function choose<T>(choices: readonly (readonly T[])[], way: number): readonly T[] {
    let rest = way;
    return choices.flatMap((list) => {
        const one = list[rest % list.length];
        rest = Math.floor(rest / list.length);
        return one === undefined ? [] : [one];
    });
}
