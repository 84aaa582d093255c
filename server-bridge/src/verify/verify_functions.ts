import {nameFailedFunctions} from '@fips-readiness/core';
import type {EventData, FunctionResult} from '@fips-readiness/core';
import {nothingProved, proveWithBot} from '../core_functions/prove_with_bot.ts';
import {findBaseUrls} from '../server/base_urls.ts';
import {readErrorMessage} from '../foreign_error.ts';
import type {Instance} from '../port/driver.ts';
import type {RunContext} from '../port/run_context.ts';

const NEVER = new AbortController().signal;

/** What the core functions add to a verification's event: every one of them, and a notice where one failed. Never the way back. */
export type VerifiedFunctions = {
    readonly data: EventData;
    readonly notices: readonly {readonly notice: 'functions'; readonly data: EventData}[];
};

/** Tries the core functions on the new state, where the agent has a bot. A bug of the agent must not take a working site back. */
export async function verifyFunctions(context: RunContext, instance: Instance | undefined): Promise<VerifiedFunctions> {
    const results = await proveNow(context, instance).catch(async (error: unknown) => {
        await context.keepOutput('functions-error.txt', readErrorMessage(error)).catch(() => undefined);
        return nothingProved('unexpected', 'failed');
    });
    return results ? tell(results) : {data: {}, notices: []};
}

function proveNow({settings, clock}: RunContext, instance: Instance | undefined): ReturnType<typeof proveWithBot> {
    const baseUrls = instance ? findBaseUrls(instance, settings) : [];
    return proveWithBot({settings, baseUrls, clock, signal: NEVER});
}

function tell(results: readonly FunctionResult[]): VerifiedFunctions {
    const names = nameFailedFunctions(results);
    return {
        data: {functions: results.map(({function: name, state, reason}) => `${name}: ${reason ?? state}`)},
        notices: names.length === 0 ? [] : [{notice: 'functions', data: {names: [...names]}}],
    };
}
