import {pluginsWith} from '../checks/active_plugins.ts';
import type {PluginOutcome} from '../checks/plugin_forecast.ts';
import {FIPS_MINIMUM_SECRET_BYTES} from '../values/thresholds.ts';
import {isObserved} from '../facts/fact.ts';
import {OWNERS} from '../facts/owners.ts';
import {commandsOf} from '../commands/commands_of.ts';
import {dumpLine} from '../commands/database_line.ts';
import {remedyCommands} from '../remedies/catalogue.ts';
import type {RemedyCode} from '../remedies/catalogue.ts';
import {printShellWord} from '../commands/shell_word.ts';
import type {Data} from '../values/data.ts';
import {step} from './runbook_step.ts';
import type {RunbookInput, RunbookStep} from './runbook_step.ts';

const FOLDER = '<backup folder>';

/** A folder only its owner reads, the database, and the configuration out of where Mattermost runs. */
export function backupLines(place: Data): readonly string[] {
    return [`install -d -m 700 ${FOLDER}`, dumpLine(place), ...commandsOf(place).copyConfiguration(place, FOLDER)];
}

/** Raising the minimum length, left out where it is known to be long enough, and on a move back. */
export function raiseSteps({facts, place, direction}: RunbookInput): readonly RunbookStep[] {
    const {password_policy: policy} = facts;
    const enough = isObserved(policy) && policy.value.minimumLength >= FIPS_MINIMUM_SECRET_BYTES;
    return direction === 'to_standard' || enough
        ? []
        : [step('raise_minimum_length', remedyCommands('raise_minimum_length', place), {known: isObserved(policy)})];
}

/** Keeping the plugins that only the standard image brings; nothing on a move back. */
export function keepSteps(input: RunbookInput): readonly RunbookStep[] {
    return pluginSteps(input, 'keep_plugins', 'vanishes', 'keep_plugin');
}

/** Removing the copies that keep the non-FIPS build; nothing on a move back. */
export function unshadowSteps(input: RunbookInput): readonly RunbookStep[] {
    return pluginSteps(input, 'remove_stored_copies', 'shadowed', 'remove_stored_copy');
}

function pluginSteps(
    {facts, place, direction}: RunbookInput,
    code: 'keep_plugins' | 'remove_stored_copies',
    outcome: PluginOutcome,
    remedy: RemedyCode,
): readonly RunbookStep[] {
    const {plugins, plugin_settings: settings} = facts;
    if (direction === 'to_standard' || !isObserved(plugins) || !isObserved(settings) || !settings.value.enabled) {
        return [];
    }
    const concerned = pluginsWith(facts, outcome).filter(({fipsBrings}) => fipsBrings === (outcome === 'shadowed'));
    return concerned.length === 0
        ? []
        : [
              step(code, remedyCommands(remedy, {...place, plugins: concerned.map(({id}) => id)}), {
                  names: concerned.map(({name}) => name),
              }),
          ];
}

/** The new database password, left out where every one is known to be long enough, and on a move back. */
export function rotateSteps(input: RunbookInput, commands: readonly string[]): readonly RunbookStep[] {
    const {database_credentials: credentials} = input.facts;
    const known = isObserved(credentials) && credentials.value.length > 0;
    const enough = known && credentials.value.every(({length}) => length === 'ok' || length === 'none');
    return input.direction === 'to_standard' || enough
        ? []
        : [step('rotate_database_password', commands, {known, limitBytes: FIPS_MINIMUM_SECRET_BYTES})];
}

/** Whether another tool would take back what is typed. */
export function isOwned({facts: {deployment_owner: owner}}: RunbookInput): boolean {
    return isObserved(owner) && owner.value.tool !== 'none' && OWNERS[owner.value.tool].does === 'changes';
}

/** The same on every other host, where the cluster has more nodes than one. */
export function eachHostSteps({facts: {cluster}}: RunbookInput): readonly RunbookStep[] {
    return isObserved(cluster) && cluster.value.nodes > 1 ? [step('each_host', [], {nodes: cluster.value.nodes})] : [];
}

/** A file's path as people read it, and as a shell takes it. What is quoted is decided by what it is, never by how it looks. */
export type ShownPath = {readonly shown: string; readonly word: string};

/** An absolute path where the project's folder is known; else the file below a placeholder. */
export function pathIn(place: Data, file: string): ShownPath {
    const folder = typeof place.folder === 'string' ? place.folder : '';
    if (file.startsWith('/') || folder !== '') {
        const path = file.startsWith('/') ? file : `${folder}/${file}`;
        return {shown: path, word: printShellWord(path)};
    }
    return {shown: `<project folder>/${file}`, word: `<project folder>/${printShellWord(file)}`};
}

/** Keeps a copy of files, with mode and owner, in the backup's folder. */
export function keepLine(paths: readonly ShownPath[]): string {
    return `cp -p ${[...new Set(paths.map(({word}) => word))].join(' ')} ${FOLDER}/`;
}
