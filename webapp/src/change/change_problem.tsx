import React from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {ChangeWord} from '../i18n/change_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {useSitePath} from '../state/site.ts';
import type {StepFailure} from '../client/perform_steps.ts';
import {ServerProblem} from '../client/server_problem.ts';
import {CommandBlock} from '../widgets/command_block.tsx';
import type {ChangeStep, PluginChange} from './plugin_change.ts';

/** The server's own codes that say more than a status (app/plugin_install.go, app/plugin.go). */
const KNOWN: Readonly<Record<string, ChangeWord>> = {
    'app.plugin.marketplace_plugins.not_found.app_error': 'change.problem.version_not_found',
    'app.plugin.marketplace_disabled.app_error': 'change.problem.marketplace_off',
};

type Props = {
    readonly failure: StepFailure<ChangeStep>;
    readonly change: PluginChange;
    /** The failed step in words. */
    readonly title: string;
    /** How the rest is done in local mode. */
    readonly commands: readonly string[];
};

/** What failed, in which state the plugin is now, and what to do next. */
export function ChangeProblem({failure: {step, problem}, change, title, commands}: Props) {
    const words = useWords<ChangeWord>();
    const {say} = words;
    const sitePath = useSitePath();
    const {kind, id, name} = change;
    const known = problem instanceof ServerProblem ? KNOWN[problem.id] : undefined;
    const isOpen = problem instanceof ServerProblem && (problem.code === 'timed_out' || problem.code === 'offline');
    const state = isOpen ? 'change.state.unknown' : (`change.state.${kind}.${step}` as ChangeWord);
    return (
        <>
            <p>{say('change.failed', {step: title, problem: known ? say(known) : words.problem(problem)})}</p>
            <p>{say(state, {id, name: makeVisible(name)})}</p>
            {step === 'enable' && !isOpen && (
                <CommandBlock lines={commands.slice(-1)} label={say(state, {id, name: makeVisible(name)})} />
            )}
            <a className="fr-button fr-button--secondary" href={sitePath('/admin_console/plugins/plugin_management')}>
                {say('change.console')}
            </a>
        </>
    );
}
