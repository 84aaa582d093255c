import {PLUGIN, READY} from '../facts.ts';
import {casesOf} from './check_case.ts';
import type {CheckCase} from './check_case.ts';

const {plugin_settings: settings} = READY;
const off = {...settings, enabled: false};
const calls = {
    ...PLUGIN,
    id: 'com.mattermost.calls',
    name: 'Calls',
    hasServerCode: true,
    stored: false,
    prepackaged: true,
};
const jira = {...PLUGIN, id: 'jira', name: 'Jira', hasServerCode: true, stored: null, prepackaged: null};
const ownBuild = {...PLUGIN, hasServerCode: true, prepackaged: true};
const boards = {...ownBuild, id: 'focalboard', name: 'Boards', stored: true, storedMode: 'non_fips' as const};
const playbooks = {...ownBuild, id: 'playbooks', name: 'Playbooks', stored: false};

export const PLUGIN_CASES: readonly CheckCase[] = [
    ...casesOf(
        'plugins_vanish',
        ['none', {}],
        ['none', {plugins: [PLUGIN, boards, playbooks, {...calls, active: false}]}],
        ['vanish', {plugins: [PLUGIN, calls]}, 'keep_plugin'],
        ['vanish', {plugins: [calls, jira]}, 'keep_plugin'],
        [
            'vanish',
            {plugins: [calls], plugin_settings: {...settings, marketplace: false}},
            'enable_marketplace',
            'keep_plugin',
        ],
        ['cannot_tell', {plugins: [PLUGIN, jira]}, 'keep_plugin'],
        ['vanish', {plugins: [PLUGIN, calls], prepackaged_plugins: {current: [], fips: null}}, 'keep_plugin'],
        ['plugins_off', {plugins: {missing: 'no_permission'}, plugin_settings: off}],
        ['fact_missing', {plugin_settings: {missing: 'local_mode_off'}}, 'enable_local_mode'],
    ),
    ...casesOf(
        'plugins_shadowed',
        ['none', {plugins: [PLUGIN, playbooks]}],
        ['none', {plugins: [jira]}],
        ['shadowed', {plugins: [boards, playbooks]}, 'remove_stored_copy'],
        ['none', {plugins: [{...boards, storedMode: 'fips'}]}],
        ['cannot_tell', {plugins: [{...boards, storedMode: 'unknown'}]}],
        ['cannot_tell', {plugins: [{...playbooks, stored: null, prepackaged: null}]}],
        ['plugins_off', {plugin_settings: off}],
    ),
    ...casesOf(
        'plugins_non_fips',
        ['none', {}],
        ['none', {plugins: [boards, calls]}],
        ['stay_non_fips', {plugins: [PLUGIN, {...jira, stored: true}]}],
        ['stay_non_fips', {plugins: [{...jira, prepackaged: false}], prepackaged_plugins: null}],
        ['stay_non_fips', {plugins: [jira], prepackaged_plugins: {current: [], fips: null}}],
        ['cannot_tell', {plugins: [jira, {...jira, id: 'zoom', name: 'Zoom', stored: true}]}],
        ['plugins_off', {plugin_settings: off}],
    ),
    ...casesOf(
        'plugins_failing',
        ['none', {}],
        ['none', {plugins: [{...PLUGIN, active: false, state: 'not_running'}]}],
        ['failing', {plugins: [{...PLUGIN, state: 'failed', nodesFailed: 1}]}, 'mend_plugin'],
        ['failing', {plugins: [{...PLUGIN, state: 'running', nodesFailed: 2}]}, 'mend_plugin'],
        ['failing', {plugins: [{...PLUGIN, state: 'not_running'}]}, 'mend_plugin'],
        ['plugins_off', {plugin_settings: off}],
    ),
    ...casesOf(
        'prepackaged_plugins_off',
        ['installed', {}],
        [
            'not_installed',
            {plugin_settings: {...settings, automaticPrepackaged: false}},
            'enable_automatic_prepackaged',
        ],
        ['plugins_off', {plugin_settings: {...off, automaticPrepackaged: false}}],
    ),
    ...casesOf(
        'page_install',
        ['can_be_installed', {}],
        ['uploads_off', {plugin_settings: {...settings, uploads: false}}, 'enable_uploads'],
        ['signature_required', {plugin_settings: {...settings, requireSignature: true}}, 'work_in_the_terminal'],
        ['plugins_off', {plugin_settings: off}, 'enable_plugins', 'work_in_the_terminal'],
    ),
    ...casesOf('page_install', ['installed', {plugin_settings: off}]).map((one) => ({...one, fromPage: true})),
];
