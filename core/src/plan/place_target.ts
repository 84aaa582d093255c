import type {Data} from '../values/data.ts';
import type {PlannedTarget} from './plan.ts';

/** What commands need to name a deployment, of what a plan pins. */
export function placeTarget(target: PlannedTarget): Data {
    const {kind, name} = target;
    switch (target.kind) {
        case 'compose':
            return {
                kind,
                name,
                service: target.service,
                container: target.container,
                folder: target.folder,
                files: target.files,
            };
        case 'docker':
            return {kind, name, service: '', container: target.container};
        case 'kubernetes':
            return {kind, name, namespace: target.namespace};
    }
}
