import {hasGone} from '@fips-readiness/core';
import type {FunctionResult, LayerResult, PluginMode, ProofGrade, SinceMove, Variant} from '@fips-readiness/core';
import type {StartLogRead} from '../start_log/read_start_log.ts';

/** A plugin as it is now. `named` are those the FIPS image brings builds of its own of. */
export type AfterPlugin = {
    readonly id: string;
    readonly version: string;
    /** Null where the server's settings are not seen. */
    readonly enabled: boolean | null;
    readonly running: boolean;
    readonly named: boolean;
    /** `unknown` also where no executable was found. */
    readonly mode: PluginMode;
    /** How well the mode is proved. */
    readonly grade: ProofGrade;
    /** Against the plan of the last finished run; null where there is no such run. */
    readonly since: SinceMove | null;
};

/** How a deployment is now, held against the variant it shall run. */
export type AfterReport = {
    readonly format: 1;
    readonly madeAt: string;
    readonly expected: Variant;
    readonly image: {readonly reference: string; readonly id: string};
    /** What the server's own executable proves. */
    readonly serverMode: PluginMode;
    readonly serverGrade: ProofGrade;
    readonly layers: readonly LayerResult[];
    /** The run whose state before it is the baseline; null where this agent has finished none. */
    readonly baseline: string | null;
    /** Null where local mode does not answer. */
    readonly plugins: readonly AfterPlugin[] | null;
    /** Null where the agent has no bot. */
    readonly functions: readonly FunctionResult[] | null;
    readonly startLog: StartLogRead;
    readonly verdict: AfterVerdict;
};

export type AfterVerdict = 'well' | 'needs_attention' | 'cannot_tell';

/** Not as before, switched on and not running, or one of the FIPS image's own that runs as another build. */
export function isPluginWrong({since, enabled, running, named, mode}: AfterPlugin, expected: Variant): boolean {
    return (
        hasGone(since) ||
        (enabled === true && !running) ||
        (expected === 'fips' && named && running && mode === 'non_fips')
    );
}

/** What is wrong needs a person; what should be known and is not cannot be told; else all is well. */
export function judgeAfter(report: Omit<AfterReport, 'verdict'>): AfterVerdict {
    const {expected, serverMode, layers, plugins, functions, startLog} = report;
    const other: PluginMode = expected === 'fips' ? 'non_fips' : 'fips';
    const named = (plugins ?? []).filter((plugin) => plugin.named);
    const wrong =
        serverMode === other ||
        layers.some(({state}) => state === 'failed') ||
        (plugins ?? []).some((plugin) => isPluginWrong(plugin, expected)) ||
        (functions ?? []).some(({state}) => state === 'failed') ||
        (startLog.code === 'read' && startLog.log.explained.length > 0);
    if (wrong) {
        return 'needs_attention';
    }
    const flag = layers.find(({layer}) => layer === 'fips_flag');
    const proved = flag?.state === 'ok' || serverMode === expected;
    const unproved = expected === 'fips' && named.some(({running, mode}) => running && mode === 'unknown');
    return proved && plugins !== null && !unproved ? 'well' : 'cannot_tell';
}
