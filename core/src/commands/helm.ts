import type {Data} from '../values/data.ts';
import {printWordOr} from './shell_word.ts';

/** Where a chart's values name the image. */
export type ValuesKeys = {readonly repository: string; readonly tag: string};

/** The charts that run Mattermost. Source: their values.yaml in mattermost-helm. */
const CHARTS: Readonly<Record<string, ValuesKeys>> = {
    'mattermost-enterprise-edition': {repository: 'mattermostApp.image.repository', tag: 'mattermostApp.image.tag'},
    'mattermost-team-edition': {repository: 'image.repository', tag: 'image.tag'},
};

/** Big Bang's chart of the operator's resource. Flux applies it from the values of all its packages, by the package's name. */
const BIG_BANG = {chart: 'mattermost', version: /-bb\.\d+$/, package: 'addons.mattermost.values.'} as const;

/**
 * The keys of the release's chart; placeholders for a chart nobody here knows. `isOwn`: they are in values of its own, which helm
 * reads.
 */
export function valuesKeysOf({chart, chartVersion}: Data, isOwn: boolean): ValuesKeys {
    if (chart === BIG_BANG.chart && typeof chartVersion === 'string' && BIG_BANG.version.test(chartVersion)) {
        const prefix = isOwn ? '' : BIG_BANG.package;
        return {repository: `${prefix}image.name`, tag: `${prefix}image.tag`};
    }
    const known = typeof chart === 'string' && Object.hasOwn(CHARTS, chart) ? CHARTS[chart] : undefined;
    return known ?? {repository: '<key of the repository>', tag: '<key of the tag>'};
}

/** Whether a Helm release brought the deployment. */
export function isReleased({release}: Data): boolean {
    return typeof release === 'string' && release !== '';
}

/** `helm` with a command for the deployment's release. */
export function helmLine(place: Data, command: string): string {
    return `helm -n ${printWordOr(place.namespace, '<namespace>')} ${command} ${printWordOr(place.release, '<release>')}`;
}

/** Upgrades the release by these values and nothing else: its chart stays at its version. */
export function upgradeLine(place: Data, values: readonly (readonly [key: string, value: string])[]): string {
    const words = values.map(([key, value]) => `--set ${key}=${value}`);
    const version = `--version ${printWordOr(place.chartVersion, '<chart version>')}`;
    return [helmLine(place, 'upgrade'), '<chart>', version, '--reuse-values', ...words].join(' ');
}
