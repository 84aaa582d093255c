import {fileURLToPath} from 'node:url';

/**
 * For programs that tests start from source over and over: Node keeps there what it has compiled, by content, and each start takes
 * half the time. Next to the packages, so that `npm ci` begins again without it.
 */
export const COMPILE_CACHE = {
    NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/node-compile', import.meta.url)),
} as const;
