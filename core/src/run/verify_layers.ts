import type {PlannedTarget} from '../plan/plan.ts';

/** What a failed layer leads to: the rollback, or a person's look with the site up. */
export type LayerConsequence = 'roll_back' | 'attention';

/** The layers of a verification, in order, with what their failure leads to (design.md). Permanent codes. */
export const VERIFY_LAYERS = {
    container: 'roll_back',
    image: 'roll_back',
    pods: 'roll_back',
    settings: 'roll_back',
    api: 'roll_back',
    version: 'roll_back',
    fips_flag: 'roll_back',
    database: 'roll_back',
    file_store: 'roll_back',
    web_app: 'roll_back',
    docker_health: 'attention',
    restarts: 'attention',
    plugins: 'attention',
    front_door: 'attention',
} as const satisfies Record<string, LayerConsequence>;

export type VerifyLayer = keyof typeof VERIFY_LAYERS;

/** Layers that only one family of platforms has. */
const ON_DOCKER: readonly VerifyLayer[] = ['settings', 'docker_health'];
const ON_KUBERNETES: readonly VerifyLayer[] = ['pods', 'restarts'];

/** The layers of a kind of deployment, in order. */
export function layersOf(kind: PlannedTarget['kind']): readonly VerifyLayer[] {
    const others = kind === 'kubernetes' ? ON_DOCKER : ON_KUBERNETES;
    return (Object.keys(VERIFY_LAYERS) as VerifyLayer[]).filter((layer) => !others.includes(layer));
}

/**
 * How one layer looked. `skipped` is its own state: what could not be looked at never counts as proved. `reason` is a code
 * (words under `verify.<layer>.<reason>`); `names` are plugin ids or setting names.
 */
export type LayerResult = {
    readonly layer: VerifyLayer;
    readonly state: 'ok' | 'failed' | 'skipped';
    readonly reason: string;
    readonly names: readonly string[];
};

/** What is no change's fault where it failed in the same way before: the agent looks at it, and does not bring it about. */
const COMPARED: readonly VerifyLayer[] = ['api', 'database', 'file_store', 'web_app', 'restarts', 'front_door'];

/** The results with what had failed before the run in the same way as not proved: it neither sends the site back nor fails a rollback. */
export function compareWithBefore(
    results: readonly LayerResult[],
    before: readonly LayerResult[],
): readonly LayerResult[] {
    return results.map((result) => {
        const failedBefore = before.some(
            ({layer, state, reason}) => layer === result.layer && state === 'failed' && reason === result.reason,
        );
        return result.state === 'failed' && failedBefore && COMPARED.includes(result.layer)
            ? {...result, state: 'skipped', reason: 'failed_before'}
            : result;
    });
}

/** The worst that any failed layer leads to. */
export function judgeLayers(results: readonly LayerResult[]): LayerConsequence | 'ok' {
    const consequences = results.filter(({state}) => state === 'failed').map(({layer}) => VERIFY_LAYERS[layer]);
    if (consequences.includes('roll_back')) {
        return 'roll_back';
    }
    return consequences.length > 0 ? 'attention' : 'ok';
}
