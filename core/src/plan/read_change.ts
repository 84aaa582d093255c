import type {Plan, PlannedTarget} from './plan.ts';

type Patch = Extract<Plan['change'], {readonly way: 'patch'}>;

/** One change as people read it. `place`: `file:line`, or a resource's field (`spec.image`); `before` and `after` are empty where there is nothing. */
export type ShownChange = {readonly place: string; readonly before: string; readonly after: string};

/** The exact change of a plan, the same on every platform, screen and report; none where only the container is made anew. */
export function changesOf({change}: Pick<Plan, 'change'>): readonly ShownChange[] {
    switch (change.way) {
        case 'files':
            return change.edits.map(({path, line, before, after}) => ({place: `${path}:${line}`, before, after}));
        case 'clone':
            return [];
        case 'patch':
            return change.operations.flatMap(({op, path, value}) =>
                op === 'test'
                    ? []
                    : [{place: printPointer(path), before: findTested(change, path), after: value ?? ''}],
            );
    }
}

/** What the patch holds the field to have been. */
function findTested({operations}: Patch, path: string): string {
    return operations.find((operation) => operation.op === 'test' && operation.path === path)?.value ?? '';
}

/** A JSON Pointer (RFC 6901) as the field's name: `/spec/image` is `spec.image`. */
function printPointer(pointer: string): string {
    const parts = pointer.split('/').slice(1);
    return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
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

/** What a plan says of its new password: the id of the words, and their values. */
export function findRotationTerm(rotation: NonNullable<Plan['rotation']>): {
    readonly word: 'plan.rotation' | 'plan.rotation_secret';
    readonly values: Readonly<Record<string, string | number>>;
} {
    const {role} = rotation;
    return 'secret' in rotation
        ? {
              word: 'plan.rotation_secret',
              values: {role, secret: rotation.secret.name, keys: rotation.secret.keys.join(', ')},
          }
        : {word: 'plan.rotation', values: {role, path: rotation.path, line: rotation.line}};
}

/** Old instances serve until new ones are ready: nobody need notice. */
export function hasNoDowntime({downtime}: Pick<Plan, 'downtime'>): boolean {
    return downtime.toMs === 0;
}

/** Whether a run keeps something for its rollback that can be discarded later; else whoever made the old image still has it. */
export function keepsOldImage({change, steps}: Pick<Plan, 'change' | 'steps'>): boolean {
    return change.way !== 'patch' || steps.some(({code}) => code === 'keep_image');
}
