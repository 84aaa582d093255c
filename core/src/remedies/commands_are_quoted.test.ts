import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makeSampleFacts, PLUGIN, READY} from '../../../test/samples/facts.ts';
import {makePlan} from '../../../test/samples/plan.ts';
import {makeRunbook} from '../runbook/runbook.ts';
import {makeRescueCommands, printRescueLine, printRescueScript} from '../rescue/rescue_kit.ts';
import type {RescueKit} from '../rescue/rescue_kit.ts';
import {foldRun} from '../run/run_state.ts';
import {REMEDIES, remedyCommands} from './catalogue.ts';
import type {RemedyCode} from './catalogue.ts';

/** Each would leave a file behind if a shell took any of it for more than one word of data. */
const WORDS = [
    '<x;>owned;#',
    '<x>/;>owned;#',
    '$(>owned)',
    '`>owned`',
    "'; >owned; '",
    '"; >owned; "',
    'a\n>owned\n',
    '-x;>owned',
    '~>owned',
    '*;>owned&&>owned|>owned',
] as const;
const KINDS = ['compose', 'docker', 'kubernetes', 'podman'] as const;

/** Our own placeholders; what is foreign never looks like this, because it is quoted. */
const PLACEHOLDER = /(?<!['\w])<[A-Za-z][A-Za-z ]*>/g;

let folder = '';
beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'quoted-'));
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** Has a shell read the commands, with every program of theirs absent, and returns what they have left behind. */
function carryOut(commands: readonly string[]): readonly string[] {
    const programs = [
        'docker',
        'podman',
        'kubectl',
        'helm',
        'curl',
        'cp',
        'cat',
        'cmp',
        'install',
        'psql',
        'pg_dump',
        'sleep',
        'sh',
    ];
    const script = [
        ...programs.map((program) => `${program}() { :; }`),
        ...commands.map(
            (command) => `(${command.replace(PLACEHOLDER, 'placeholder').replace(/ > placeholder\S*$/, '')}\n)`,
        ),
    ].join('\n');
    execFileSync('/bin/sh', ['-n', '-c', script]);
    const cwd = mkdtempSync(join(folder, 'run-'));
    spawnSync('/bin/sh', ['-c', script], {cwd, env: {PATH: '/nonexistent'}, stdio: 'ignore'});
    return readdirSync(cwd);
}

describe.each(WORDS)('whoever names something %j gets it back as one word of data', (word) => {
    test.each(KINDS)('in every remedy on %s', (kind) => {
        const data = Object.fromEntries(
            [
                'name',
                'service',
                'folder',
                'container',
                'databaseService',
                'namespace',
                'image',
                'role',
                'database',
                'siteUrl',
                'network',
                'owner',
            ].map((key) => [key, word]),
        );
        const lists = {files: [word], services: [word], plugins: [word], containers: [word]};
        const commandsOf = (code: RemedyCode) => remedyCommands(code, {...data, ...lists, kind});
        const codes = Object.keys(REMEDIES) as RemedyCode[];
        // One shell for all of them, a thousand starts fewer; each by itself only where something was left behind.
        const isClean = carryOut(codes.flatMap(commandsOf)).length === 0;
        expect(isClean ? [] : codes.filter((code) => carryOut(commandsOf(code)).length > 0)).toEqual([]);
    });

    test.each(['compose', 'docker', 'kubernetes'] as const)('in the runbook on %s', (kind) => {
        const deployment = {
            ...READY.deployment,
            ...{kind, name: word, service: word, folder: word, files: [word], container: word, databaseService: word},
        };
        const release = {release: word, chart: word, chartVersion: word};
        for (const place of [
            deployment,
            {...deployment, folder: ''},
            {...deployment, resource: 'stateful_set'} as const,
            {...deployment, resource: 'deployment', ...release} as const,
            {...deployment, resource: 'cluster_installation'} as const,
        ]) {
            const facts = makeSampleFacts({
                deployment: place,
                image_source: {kind: 'variable', file: word, line: 3, variable: 'MATTERMOST_IMAGE'},
                plugins: [{...PLUGIN, id: word, name: word, stored: false, prepackaged: true}],
                password_policy: {minimumLength: 8, setByEnvironment: false},
                database_credentials: [{name: 'data_source', from: 'environment', length: 'short'}],
            });
            const commands = (['to_fips', 'to_standard'] as const).flatMap((direction) =>
                makeRunbook(facts, direction).flatMap((step) => step.commands),
            );
            expect(carryOut(commands)).toEqual([]);
        }
    });

    test.each(['compose', 'docker'] as const)('in the rescue kit on %s', (kind) => {
        const {plan} = makePlan();
        const kit: RescueKit = {
            folder: word,
            runId: 'a'.repeat(32),
            plan,
            target: {
                ...{name: word, host: word, identity: word, container: word, containerId: word},
                ...(kind === 'compose' ? {kind, service: word, folder: word, files: [word], envFiles: [word]} : {kind}),
            },
            state: {
                ...foldRun([]),
                changed: new Map([
                    ['rotate', 1],
                    ['edit', 1],
                    ['recreate', 1],
                ]),
            },
            files: [{path: word, copy: word, made: word, found: word}],
            password: {copy: word, container: word, role: word, database: word},
            bundles: [word],
            keptContainer: word,
            nextContainer: word,
            lock: word,
            restartPolicy: word,
        };
        execFileSync('/bin/sh', ['-n', '-c', printRescueScript(kit)]);
        const commands = makeRescueCommands(kit).map((command) => command.replace(/^cat .* > /s, 'cat '));
        expect(carryOut([printRescueLine(word), ...commands])).toEqual([]);
    });
});
