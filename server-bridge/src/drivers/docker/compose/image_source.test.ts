import {findImageSource} from './image_source.ts';

const OFFICIAL = 'services:\n  mattermost:\n    image: mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}\n';

function find(files: readonly string[], env = '', resolvedMatches = true) {
    return findImageSource({
        composeFiles: files.map((text, index) => ({path: `file${index}.yml`, text})),
        envFiles: env === '' ? [] : [{path: '.env', text: env}],
        service: 'mattermost',
        resolvedMatches,
    });
}

const image = (value: string) => `services:\n  mattermost:\n    image: ${value}\n`;

describe('findImageSource', () => {
    test('the official variable', () => {
        expect(find([OFFICIAL], 'A=1\nMATTERMOST_IMAGE=mattermost-enterprise-edition\n')).toEqual({
            kind: 'variable',
            file: '.env',
            line: 2,
            variable: 'MATTERMOST_IMAGE',
        });
    });

    test.each([
        ['one variable for all', image('${MM}'), 'MM=a/b:1', 'variable', 'MM'],
        ['without braces', image('r/$IMG:$TAG'), 'IMG=b\nTAG=1', 'variable', 'IMG'],
        ['registry, name and tag', image('${REG}/x/${NAME}:${TAG}'), 'REG=r\nNAME=n\nTAG=1', 'variable', 'NAME'],
        [
            'only the tag is a variable',
            image('mattermost/mattermost-enterprise-edition:${TAG}'),
            'TAG=1',
            'literal',
            null,
        ],
        ['a default', image('${NAME:-mattermost/mattermost-enterprise-edition}:1'), '', 'default_value', 'NAME'],
        ['a variable in another one’s default', image('r/${A:-${B:-n}}:1'), 'B=n', 'variable', 'B'],
        ['a default in another one’s default', image('r/${A:-${B:-n}}:1'), '', 'default_value', 'B'],
        ['a default without a default of its own', image('r/${A:-${B}}:1'), '', 'process_environment', 'A'],
        ['a literal', image('mattermost/mattermost-enterprise-edition:11.7.2'), '', 'literal', null],
        ['a registry with a port', image('"r:5000/x/${NAME}:1"'), 'NAME=n', 'variable', 'NAME'],
        ['build', 'services:\n  mattermost:\n    build: .\n', '', 'build', null],
        ['extends', 'services:\n  mattermost:\n    extends: {file: a.yml, service: b}\n', '', 'extends', null],
        ['include', 'include:\n  - a.yml\nservices: {}\n', '', 'include', null],
    ])('%s', (_name, text, env, kind, variable) => {
        expect(find([text], env)).toMatchObject({kind, variable});
    });

    test('an override file wins over the base file', () => {
        expect(find([OFFICIAL, image('other/image:1')], 'MATTERMOST_IMAGE=x')).toMatchObject({
            kind: 'override_file',
            file: 'file1.yml',
            line: 3,
        });
    });

    test('a variable that stands in no file comes from whoever ran up', () => {
        expect(find([OFFICIAL], 'OTHER=1')).toMatchObject({kind: 'process_environment', variable: 'MATTERMOST_IMAGE'});
        expect(find([image('${NAME:-a}:1')], '', false)).toMatchObject({kind: 'process_environment'});
    });

    test('a service that no file names', () => {
        expect(find(['services:\n  web:\n    image: nginx\n'])).toBeUndefined();
    });
});
