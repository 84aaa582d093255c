import fc from 'fast-check';
import {parseImageReference} from '@fips-readiness/core';
import type {FactValue} from '@fips-readiness/core';
import {proposeImageEdit} from './image_edit.ts';

function image(text: string) {
    const parsed = parseImageReference(text);
    if (!parsed) {
        throw new Error(`not an image: ${text}`);
    }
    return parsed;
}

const FROM = image('mattermost/mattermost-enterprise-edition:11.7.2');
const TO = image('mattermost/mattermost-enterprise-fips-edition:11.7.2');

function propose(
    source: Partial<FactValue<'image_source'>>,
    files: {readonly compose?: string; readonly env?: string},
    images = {from: FROM, to: TO},
) {
    return proposeImageEdit({
        source: {kind: 'variable', file: '.env', line: 1, variable: 'MATTERMOST_IMAGE', ...source},
        service: 'mattermost',
        directory: '/p',
        composeFiles: [{path: '/p/compose.yml', text: files.compose ?? ''}],
        envFiles: [{path: '/p/.env', text: files.env ?? ''}],
        ...images,
    });
}

const literal = {kind: 'literal', file: 'compose.yml', variable: null} as const;

describe('proposeImageEdit', () => {
    test.each([
        ['official', 'A=1\nMATTERMOST_IMAGE=mattermost-enterprise-edition\nB=2', 'mattermost-enterprise-edition\nB'],
        ['CRLF', 'MATTERMOST_IMAGE=mattermost-enterprise-edition\r\nB=2\r\n', 'mattermost-enterprise-edition\r'],
        [
            'quotes and comment',
            'MATTERMOST_IMAGE="mattermost-enterprise-edition" # mine',
            'mattermost-enterprise-edition" #',
        ],
        [
            'with namespace',
            'MATTERMOST_IMAGE=mattermost/mattermost-enterprise-edition',
            'mattermost-enterprise-edition',
        ],
        [
            'last one wins',
            'MATTERMOST_IMAGE=old\nMATTERMOST_IMAGE=mattermost-enterprise-edition',
            'mattermost-enterprise-edition',
        ],
    ])('variable: %s', (_name, env, place) => {
        const proposal = propose({}, {env});
        const fips = place.replace('enterprise-edition', 'enterprise-fips-edition');
        expect(proposal).toEqual({
            code: 'edit',
            edit: {path: '/p/.env', before: env, after: env.replace(place, fips)},
        });
    });

    test.each([
        ['plain', 'services:\n  mattermost:\n    image: mattermost/mattermost-enterprise-edition:11.7.2 # here\n'],
        ['quoted', "services:\n  mattermost: {image: 'mattermost/mattermost-enterprise-edition:11.7.2'}\n"],
        ['CRLF', 'services:\r\n  mattermost:\r\n    image: "mattermost/mattermost-enterprise-edition:11.7.2"\r\n'],
        ['tag in a variable', 'services:\n  mattermost:\n    image: mattermost/mattermost-enterprise-edition:${TAG}\n'],
        [
            'another service with the same image',
            'services:\n  jobs:\n    image: mattermost/mattermost-enterprise-edition:11.7.2\n  mattermost:\n    image: mattermost/mattermost-enterprise-edition:11.7.2\n',
        ],
    ])('literal: %s', (_name, compose) => {
        const proposal = propose(literal, {compose});
        const at = compose.lastIndexOf('mattermost-enterprise-edition');
        const after = `${compose.slice(0, at)}mattermost-enterprise-fips-edition${compose.slice(at + 29)}`;
        expect(proposal).toEqual({code: 'edit', edit: {path: '/p/compose.yml', before: compose, after}});
    });

    test('a default value', () => {
        const compose =
            'services:\n  mattermost:\n    image: mattermost/${X:-mattermost-enterprise-edition}:${TAG:-11.7.2}\n';
        expect(propose({...literal, kind: 'default_value', variable: 'X'}, {compose})).toMatchObject({
            edit: {after: compose.replace('enterprise-edition', 'enterprise-fips-edition')},
        });
    });

    test('a digest moves with its image', () => {
        const old = `mattermost/mattermost-enterprise-edition:11.7.2@sha256:${'a'.repeat(64)}`;
        const fips = `mattermost/mattermost-enterprise-fips-edition:11.7.2@sha256:${'b'.repeat(64)}`;
        const compose = `services:\n  mattermost:\n    image: ${old}\n`;
        expect(propose(literal, {compose}, {from: image(old), to: image(fips)})).toMatchObject({
            edit: {after: compose.replace(old, fips)},
        });
    });

    test('a digest apart from its name moves as well, and where it stands elsewhere there is no half of an edit', () => {
        const images = {
            from: image(`mattermost/mattermost-enterprise-edition@sha256:${'a'.repeat(64)}`),
            to: image(`mattermost/mattermost-enterprise-fips-edition@sha256:${'b'.repeat(64)}`),
        };
        const compose = `services:\n  mattermost:\n    image: mattermost/\${X:-mattermost-enterprise-edition}@sha256:${'a'.repeat(64)}\n`;
        expect(propose({...literal, kind: 'default_value', variable: 'X'}, {compose}, images)).toMatchObject({
            edit: {
                after: compose
                    .replace('enterprise-edition', 'enterprise-fips-edition')
                    .replace(/a{64}/, 'b'.repeat(64)),
            },
        });
        expect(propose({}, {env: 'MATTERMOST_IMAGE=mattermost-enterprise-edition'}, images)).toEqual({
            code: 'refused',
            reason: 'text_not_found',
        });
    });

    test.each([
        ['process_environment', 'not_in_a_file'],
        ['build', 'built_here'],
        ['extends', 'in_extended_file'],
        ['include', 'in_included_file'],
        ['container', 'not_in_a_file'],
    ] as const)('%s -> handover, %s', (kind, reason) => {
        expect(propose({kind}, {})).toEqual({code: 'refused', reason});
    });

    test('an env file that services read themselves is not edited', () => {
        const compose =
            'services:\n  db:\n    env_file:\n      - ./.env\n  mattermost:\n    image: mattermost/${MATTERMOST_IMAGE}:1\n';
        const env = 'MATTERMOST_IMAGE=mattermost-enterprise-edition';
        expect(propose({}, {compose, env})).toEqual({code: 'refused', reason: 'shared_env_file'});
    });

    test('a name that only contains ours is left alone', () => {
        expect(propose({}, {env: 'MATTERMOST_IMAGE=my-mattermost-enterprise-edition-2'})).toEqual({
            code: 'refused',
            reason: 'text_not_found',
        });
    });

    test('every byte outside the value stays, and the way back is the same edit', () => {
        const line = fc.oneof(
            fc.constant('# mattermost-enterprise-edition'),
            fc.constant('OTHER="a # b $X"'),
            fc.stringMatching(/^[A-Z]{1,5}=[a-zé$ ]{0,9}$/),
            fc.constant(''),
        );
        fc.assert(
            fc.property(fc.array(line), fc.array(line), fc.constantFrom('\n', '\r\n'), (above, below, newline) => {
                const own = 'MATTERMOST_IMAGE=mattermost-enterprise-edition';
                const env = [...above, own, ...below].join(newline);
                const there = propose({}, {env});
                if (there.code !== 'edit') {
                    throw new Error(there.reason);
                }
                expect(there.edit.after).toBe(env.replace(own, own.replace('edition', 'fips-edition')));
                const back = propose({}, {env: there.edit.after}, {from: TO, to: FROM});
                expect(back).toMatchObject({edit: {after: env}});
            }),
        );
    });

    describe('a file is the one of that path', () => {
        const text = 'MATTERMOST_IMAGE=mattermost-enterprise-edition\n';
        const other = 'MATTERMOST_IMAGE=mattermost-enterprise-edition # of another file\n';
        const proposeIn = (file: string, envFiles: readonly {readonly path: string; readonly text: string}[]) =>
            proposeImageEdit({
                source: {kind: 'variable', file, line: 1, variable: 'MATTERMOST_IMAGE'},
                service: 'mattermost',
                directory: '/p/chat',
                composeFiles: [{path: '/p/chat/compose.yml', text: ''}],
                envFiles,
                from: FROM,
                to: TO,
            });

        test.each([
            ['outside of the project', '../env/prod.env', '/p/env/prod.env', '/p/chat/prod.env'],
            ['.env beside another that ends alike', '.env', '/p/chat/.env', '/p/chat/site.env'],
        ])('%s', (_name, file, path, beside) => {
            const files = [
                {path, text},
                {path: beside, text: other},
            ];
            for (const envFiles of [files, files.toReversed()]) {
                expect(proposeIn(file, envFiles)).toMatchObject({code: 'edit', edit: {path, before: text}});
            }
        });

        test('docker-compose.yml is not compose.yml', () => {
            const image = (name: string) => `services:\n  mattermost:\n    image: mattermost/${name}:11.7.2\n`;
            const [wanted, beside] = [image('mattermost-enterprise-edition'), image('other')];
            const proposal = proposeImageEdit({
                source: {kind: 'literal', file: 'compose.yml', line: 3, variable: null},
                service: 'mattermost',
                directory: '/p',
                composeFiles: [
                    {path: '/p/docker-compose.yml', text: beside},
                    {path: '/p/compose.yml', text: wanted},
                ],
                envFiles: [],
                from: FROM,
                to: TO,
            });
            expect(proposal).toMatchObject({code: 'edit', edit: {path: '/p/compose.yml', before: wanted}});
        });
    });

    test.each([
        ['another folder’s', 'services:\n  db:\n    env_file: other/.env\n', 'edit'],
        ['its own, by another spelling', 'services:\n  db:\n    env_file: [{path: other/../.env}]\n', 'refused'],
        ['one that a variable names', 'services:\n  db:\n    env_file: ${FILE}\n', 'refused'],
    ])('an env file of a service: %s', (_name, compose, code) => {
        expect(propose({}, {compose, env: 'MATTERMOST_IMAGE=mattermost-enterprise-edition'})).toMatchObject({code});
    });
});
