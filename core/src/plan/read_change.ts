import type {Plan, PlannedTarget} from './plan.ts';

type Files = Extract<Plan['change'], {readonly way: 'files'}>;

/** The edits of files a plan makes; none where it changes no file. */
export function editsOf({change}: Pick<Plan, 'change'>): Files['edits'] {
    return change.way === 'files' ? change.edits : [];
}

/** The services that are recreated besides Mattermost's own. */
export function recreatedOf({change}: Pick<Plan, 'change'>): readonly string[] {
    return change.way === 'files' ? change.recreated : [];
}

/** Ports whose number on the host will be another one. */
export function randomPortsOf({change}: Pick<Plan, 'change'>): readonly string[] {
    return change.way === 'patch' ? [] : (change.randomPorts ?? []);
}

/** The one name of what a plan pins, on its platform: the same whoever asks, as long as it is the same deployment. */
export function identifyTarget(target: PlannedTarget): string {
    switch (target.kind) {
        case 'compose':
            return `compose ${target.name} ${target.service}`;
        case 'docker':
            return `docker ${target.container}`;
        case 'kubernetes':
            return `kubernetes ${target.uid}`;
    }
}
