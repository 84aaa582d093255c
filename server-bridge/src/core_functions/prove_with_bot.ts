import {CORE_FUNCTIONS, isFipsError} from '@fips-readiness/core';
import type {FunctionReason, FunctionResult} from '@fips-readiness/core';
import {readToken} from '../server/queue_client.ts';
import type {Clock} from '../clock/clock.ts';
import type {Settings} from '../settings/settings.ts';
import {fetchPing} from '../server/fetch_ping.ts';
import {makeFunctionClient} from './function_client.ts';
import {openPostListener} from './post_listener.ts';
import {PROOF_LIMITS, proveCoreFunctions} from './prove_core_functions.ts';

/** The core functions at the first address that answers, by the bot of the agent's queue; undefined where it has none. */
export async function proveWithBot(input: {
    readonly settings: Settings;
    readonly baseUrls: readonly string[];
    readonly clock: Pick<Clock, 'monotonicMs' | 'sleep'>;
    readonly signal: AbortSignal;
}): Promise<readonly FunctionResult[] | undefined> {
    const {settings, baseUrls, clock, signal} = input;
    const {TOKEN_FILE: tokenFile, TEAM_ID: teamId, CHANNEL_ID: channelId, BOT_USER_ID: botUserId} = settings;
    if (tokenFile === undefined || teamId === undefined || channelId === undefined || botUserId === undefined) {
        return undefined;
    }
    const token = await readToken(tokenFile).catch((error: unknown) => {
        if (isFipsError(error)) {
            return undefined;
        }
        throw error;
    });
    if (token === undefined) {
        return nothingProved('token_unreadable', 'skipped');
    }
    const answers = await Promise.all(baseUrls.map(async (url) => (await fetchPing(url)).answers));
    const url = baseUrls[answers.indexOf(true)] ?? baseUrls[0] ?? '';
    return proveCoreFunctions({
        client: makeFunctionClient(url, token),
        listen: () => openPostListener(url, token),
        teamId,
        channelId,
        botUserId,
        clock,
        signal,
        limits: PROOF_LIMITS,
    });
}

/** The same for every function, where none was tried. */
export function nothingProved(reason: FunctionReason, state: 'failed' | 'skipped'): readonly FunctionResult[] {
    return CORE_FUNCTIONS.map((name) => ({function: name, state, reason, tookMs: null}));
}
