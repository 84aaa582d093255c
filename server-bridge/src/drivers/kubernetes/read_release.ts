import type {Workload} from './schema.ts';

/** The Helm release a resource came with, and its chart; empty where no label has it. */
type Release = {readonly name: string; readonly chart: string; readonly version: string};

/** Undefined for what no release brought. Source: Helm, "Labels and Annotations"; its ownership annotations since 3.2. */
export function readRelease({
    annotations,
    labels,
}: Pick<Workload['metadata'], 'annotations' | 'labels'>): Release | undefined {
    const name = annotations['meta.helm.sh/release-name'];
    return name === undefined ? undefined : {name, ...readChart(labels['helm.sh/chart'] ?? '')};
}

/** `mattermost-team-edition-6.6.80`: a label has `_` where a version has `+`. */
function readChart(label: string): Pick<Release, 'chart' | 'version'> {
    const [, chart = '', version = ''] = /^(.+?)-(v?\d+\.\d.*)$/.exec(label) ?? [];
    return {chart, version: version.replace('_', '+')};
}
