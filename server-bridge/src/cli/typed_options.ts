import {makeVisible, printShellWord} from '@fips-readiness/core';
import type {GlobalOptions} from '../agent/open_agent.ts';
import {paint} from './terminal.ts';
import type {Terminal} from './terminal.ts';

const FLAGS: Readonly<Record<keyof GlobalOptions, string>> = {
    settings: '--settings',
    dockerHost: '--docker-host',
    projectDir: '--project-dir',
    projectName: '--project-name',
    file: '--file',
    service: '--service',
    container: '--container',
    composeBinary: '--compose-binary',
    kubeconfig: '--kubeconfig',
    context: '--context',
    namespace: '--namespace',
    name: '--name',
};

/** What a user has typed to say which deployment they mean, for the next command: each behind a blank, or nothing. */
export function printTyped(options: GlobalOptions): string {
    return (Object.keys(FLAGS) as (keyof GlobalOptions)[])
        .flatMap((key) => {
            const values = [options[key] ?? []].flat();
            return values.length === 0 ? [] : [FLAGS[key], ...values.map(printShellWord)];
        })
        .map((word) => ` ${word}`)
        .join('');
}

/** A command of the agent on a line of its own, which is not broken: it is copied whole. `before` stands before the program. */
export function printCommand(command: string, terminal: Pick<Terminal, 'colours'>, before = ''): string {
    return paint(terminal, 'cyan', makeVisible(`    ${before}fips-agent ${command}`));
}
