import {defineCheck, found} from './check.ts';
import {FIPS_MINIMUM_SECRET_BYTES, SOURCES} from '../values/thresholds.ts';

/** Invitations to connected workspaces are encrypted with a password: FIPS builds ask 14 characters of a new one. */
export const shared_channels = defineCheck({
    code: 'shared_channels',
    group: 'encryption_and_network',
    needs: ['shared_channels'],
    reasons: {off: 'pass', on: 'pass'},
    sources: [SOURCES.upgrade_notes_11_7],
    judge: ({shared_channels: {enabled}}) => (enabled ? found('on', {limit: FIPS_MINIMUM_SECRET_BYTES}) : found('off')),
});
