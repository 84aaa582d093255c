import {OWNERS} from '../facts/owners.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** A tool that owns the files or the resource puts the old image back: the change has to go through it. */
export const deployment_owner = defineCheck({
    code: 'deployment_owner',
    group: 'deployment_and_image',
    needs: ['deployment_owner'],
    reasons: {nobody_else: 'pass', applied: 'pass', owned: 'warn', pulls_by_itself: 'warn'},
    sources: [SOURCES.migration_guide, SOURCES.compose_up],
    judge: ({deployment_owner: {tool, evidence}}) => {
        if (tool === 'none') {
            return found('nobody_else');
        }
        const {name, does} = OWNERS[tool];
        if (does === 'applies') {
            return found('applied', {name, evidence});
        }
        return does === 'updates'
            ? found('pulls_by_itself', {name, evidence}, [remedy('stop_updater', {name})])
            : found('owned', {tool, name, evidence}, [remedy('change_through_owner', {tool, name})]);
    },
});
