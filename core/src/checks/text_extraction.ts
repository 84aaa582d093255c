import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** The FIPS image has neither `tidy` nor `media-types`: text in uploaded HTML files may no longer be found by search. */
export const text_extraction = defineCheck({
    code: 'text_extraction',
    group: 'encryption_and_network',
    needs: ['file_store'],
    reasons: {off: 'pass', html_may_differ: 'pass', not_seen: 'unknown'},
    sources: [SOURCES.server_fips_image],
    judge: ({file_store: {extractContent}}) =>
        found(extractContent === null ? 'not_seen' : extractContent ? 'html_may_differ' : 'off'),
});
