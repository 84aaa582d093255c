import {OTHER_CASES} from './accounts_encryption_backup.ts';
import type {CheckCase} from './check_case.ts';
import {DEPLOYMENT_CASES} from './deployment_and_image.ts';
import {PLUGIN_CASES} from './plugins.ts';
import {SERVER_CASES} from './server_and_database.ts';

export type {CheckCase} from './check_case.ts';

/** A way to every reason of every check; tests of checks, of the page and of exports run through them. */
export const CHECK_CASES: readonly CheckCase[] = [
    ...DEPLOYMENT_CASES,
    ...SERVER_CASES,
    ...PLUGIN_CASES,
    ...OTHER_CASES,
];
