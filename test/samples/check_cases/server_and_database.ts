import {READY} from '../facts.ts';
import {casesOf} from './check_case.ts';
import type {CheckCase} from './check_case.ts';

const {server} = READY;
const credential = {name: 'data_source', from: 'environment', length: 'ok'} as const;
const short = {...credential, name: 'replica_1', length: 'short'} as const;
const unreadable = {...credential, length: 'unreadable'} as const;

export const SERVER_CASES: readonly CheckCase[] = [
    ...casesOf(
        'server_version',
        ['supported', {}],
        ['supported', {server: {...server, version: '12.1.0'}}],
        ['supported', {server: {...server, version: '11.3.0'}}],
        ['no_fips_flag', {server: {...server, version: '11.0.0', fips: null}}, 'upgrade_server'],
        ['no_fips_flag', {server: {...server, version: '11.2.9', fips: null}}, 'upgrade_server'],
        ['newer_than_known', {server: {...server, version: '13.0.0'}}, 'update_fips_readiness'],
        ['version_10', {server: {...server, version: '10.5.2', fips: null}}, 'upgrade_from_10'],
        ['too_old', {server: {...server, version: '9.11.0', fips: null}}, 'upgrade_from_10'],
        ['unreadable', {server: {...server, version: 'dev'}}],
        ['fact_missing', {server: {missing: 'not_reachable'}}, 'ask_the_doctor'],
    ),
    ...casesOf(
        'edition',
        ['enterprise', {}],
        ['team', {server: {...server, enterpriseReady: false}}, 'switch_to_enterprise_edition'],
    ),
    ...casesOf(
        'licence_plan',
        ['included', {}],
        ['included', {licence: {licensed: true, sku: 'entry'}}],
        ['included', {licence: {licensed: true, sku: 'Advanced'}}],
        ['legacy_included', {licence: {licensed: true, sku: 'e20'}}, 'ask_about_licence'],
        ['legacy_not_included', {licence: {licensed: true, sku: 'E10'}}, 'ask_about_licence'],
        ['not_included', {licence: {licensed: true, sku: 'professional'}}, 'add_licence'],
        ['not_included', {licence: {licensed: true, sku: 'starter'}}, 'add_licence'],
        ['unlicensed', {licence: {licensed: false, sku: ''}}, 'add_licence'],
        ['not_known', {licence: {licensed: true, sku: 'galactic'}}, 'ask_about_licence'],
        ['not_known', {licence: {licensed: true, sku: 'constructor'}}, 'ask_about_licence'],
    ),
    ...casesOf(
        'jobs_in_progress',
        ['none', {}],
        ['running', {jobs_in_progress: ['import_process', 'migrations', 'import_process']}, 'wait_for_jobs'],
    ),
    ...casesOf(
        'database_password_length',
        ['long_enough', {}],
        ['long_enough', {database_credentials: [credential, {...credential, name: 'replica_1', length: 'none'}]}],
        ['no_password', {database_credentials: [{...credential, length: 'none'}]}],
        ['too_short', {database_credentials: [credential, short]}, 'rotate_database_password'],
        ['too_short', {database_credentials: [unreadable, short]}, 'rotate_database_password'],
        ['too_short', {database_credentials: [short], server: {...server, version: 'dev'}}, 'rotate_database_password'],
        [
            'too_short_later',
            {database_credentials: [short], server: {...server, version: '11.6.3'}},
            'rotate_database_password',
        ],
        ['unreadable', {database_credentials: [credential, unreadable]}],
        ['none_found', {database_credentials: []}],
        ['fact_missing', {database_credentials: {missing: 'no_agent'}}, 'run_the_agent'],
    ),
    ...casesOf(
        'database_password_storage',
        ['scram', {}],
        ['stored_md5', {database_password_storage: {stored: 'md5', newPasswords: 'md5'}}, 'store_password_as_scram'],
        [
            'new_ones_md5',
            {database_password_storage: {stored: 'scram_sha_256', newPasswords: 'md5'}},
            'set_password_encryption',
        ],
        ['other', {database_password_storage: {stored: 'other', newPasswords: 'scram_sha_256'}}],
    ),
    ...casesOf(
        'database_role_clients',
        ['no_rotation', {database_role_clients: [{application: 'metabase', sessions: 2}]}],
        ['no_rotation', {database_role_clients: {missing: 'not_reachable'}}],
        ['only_mattermost', {database_credentials: [short]}],
        [
            'others',
            {database_credentials: [short], database_role_clients: [{application: 'metabase', sessions: 2}]},
            'give_clients_the_new_password',
        ],
        [
            'fact_missing',
            {database_credentials: [unreadable], database_role_clients: {missing: 'not_readable'}},
            'ask_the_doctor',
        ],
        ['fact_missing', {database_credentials: [], database_role_clients: null}, 'run_the_agent'],
    ),
    ...casesOf(
        'database_version',
        ['supported', {}],
        ['supported', {database_version: 14}],
        ['too_old', {database_version: 13}, 'upgrade_postgresql'],
    ),
];
