import fc from 'fast-check';
import {
    counterpart,
    isDockerHub,
    isSameRepository,
    parseImageReference,
    pinOf,
    printImageReference,
    printRepository,
    variantOf,
} from './image_reference.ts';
import type {ImageReference} from './image_reference.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const STANDARD = 'mattermost-enterprise-edition';
const FIPS = 'mattermost-enterprise-fips-edition';

function read(text: string): ImageReference {
    const image = parseImageReference(text);
    if (!image) {
        throw new Error(`not an image reference: ${text}`);
    }
    return image;
}

test.each([
    [`mattermost/${STANDARD}:11.7.2`, {registry: '', path: `mattermost/${STANDARD}`, tag: '11.7.2', digest: ''}],
    ['postgres', {registry: '', path: 'postgres', tag: '', digest: ''}],
    [
        `registry.example:5000/team/nested/${STANDARD}:11.7.2@${DIGEST}`,
        {registry: 'registry.example:5000', path: `team/nested/${STANDARD}`, tag: '11.7.2', digest: DIGEST},
    ],
    ['localhost/app', {registry: 'localhost', path: 'app', tag: '', digest: ''}],
    ['localhost:5000/app:1', {registry: 'localhost:5000', path: 'app', tag: '1', digest: ''}],
    ['[::1]:5000/app', {registry: '[::1]:5000', path: 'app', tag: '', digest: ''}],
    [`app@${DIGEST}`, {registry: '', path: 'app', tag: '', digest: DIGEST}],
    ['a__b/c---d:x', {registry: '', path: 'a__b/c---d', tag: 'x', digest: ''}],
])('%s', (text, image) => {
    expect(parseImageReference(text)).toEqual(image);
    expect(printImageReference(read(text))).toBe(text);
});

test.each([
    '',
    ':11.7.2',
    'Mattermost/app',
    'mattermost//app',
    '/app',
    'app:',
    'app:tag with space',
    'app@sha256:abc',
    'app:1:2/x',
    'registry.example:port/app',
    'app;rm -rf /',
    `app:${'x'.repeat(129)}`,
    '${IMAGE}:11',
])('%j is none', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
});

test.each([
    [`mattermost/${STANDARD}`, 'standard'],
    [`registry.example:5000/mirror/mattermost/${FIPS}:11.7.2`, 'fips'],
    ['mattermost/mattermost-team-edition:11.7.2', undefined],
    [`mattermost/${STANDARD}-custom:1`, undefined],
])('%s is %s', (text, variant) => {
    expect(variantOf(read(text))).toBe(variant);
});

const PAIRS = [
    {standard: 'registry1.dso.mil/ironbank/mattermost', fips: 'cgr.dev/example/mattermost-fips'},
    {standard: `registry.example/odd/${FIPS}`, fips: 'registry.example/odd/real-fips'},
];

test('a configured pair stands above the official names', () => {
    expect(variantOf(read('registry1.dso.mil/ironbank/mattermost:11'), PAIRS)).toBe('standard');
    expect(variantOf(read('cgr.dev/example/mattermost-fips:11'), PAIRS)).toBe('fips');
    expect(variantOf(read(`registry.example/odd/${FIPS}:11`), PAIRS)).toBe('standard');
});

test.each([
    [`mattermost/${STANDARD}:11.7.2`, `mattermost/${FIPS}:11.7.2`],
    [`registry.example:5000/a/b/${STANDARD}:11.7.2@${DIGEST}`, `registry.example:5000/a/b/${FIPS}:11.7.2`],
    [`${STANDARD}`, `${FIPS}`],
    ['registry1.dso.mil/ironbank/mattermost:11.7.2', 'cgr.dev/example/mattermost-fips:11.7.2'],
])('%s -> %s', (standard, fips) => {
    const found = counterpart(read(standard), 'fips', PAIRS);
    expect(found && printImageReference(found)).toBe(fips);
});

test('a name that is neither official nor in a pair has no counterpart', () => {
    expect(counterpart(read('mattermost/mattermost-team-edition:11.7.2'), 'fips')).toBeUndefined();
});

test.each([
    ['app:11.7.2', 'release'],
    ['app:v11.7.2', 'release'],
    ['app:11.7.2-rc1', 'release'],
    [`app:11.7.2@${DIGEST}`, 'digest'],
    ['app', 'floating'],
    ['app:latest', 'floating'],
    ['app:11.7', 'floating'],
    ['app:release-11.7', 'floating'],
])('%s is pinned by %s', (text, pin) => {
    expect(pinOf(read(text))).toBe(pin);
});

const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:[._]|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
const path = fc.array(component, {minLength: 1, maxLength: 4});
const registry = fc.oneof(
    fc.constant(''),
    fc.constantFrom('localhost', 'localhost:5000', 'registry.example', 'registry.example:443', '[::1]:5000'),
);
const tag = fc.oneof(fc.constant(''), fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/));
const digest = fc.oneof(fc.constant(''), fc.constant(DIGEST));
const image = fc
    .record({registry, path, tag, digest})
    // A first component with a dot reads as a registry: that is another image.
    .filter(({registry: host, path: parts}) => host !== '' || parts.length === 1 || !/[.]/.test(parts[0] ?? ''))
    .filter(({registry: host, path: parts}) => host !== '' || parts.length === 1 || parts[0] !== 'localhost')
    .map((one) => ({...one, path: one.path.join('/')}));

test('what is printed is read back', () => {
    fc.assert(fc.property(image, (one) => expect(parseImageReference(printImageReference(one))).toEqual(one)));
});

test('there and back is the same image but for its digest, and only the last part of the name moves', () => {
    fc.assert(
        fc.property(image, (one) => {
            const official = {...one, path: `${one.path}/${STANDARD}`};
            const fips = counterpart(official, 'fips');
            expect(fips && printRepository(fips)).toBe(printRepository(official).replace(/[^/]+$/, FIPS));
            expect(fips && counterpart(fips, 'standard')).toEqual({...official, digest: ''});
            expect(fips && variantOf(fips)).toBe('fips');
        }),
    );
});

test('no text makes the reader throw', () => {
    fc.assert(
        fc.property(fc.string({unit: 'binary'}), (text) => {
            const found = parseImageReference(text);
            if (found) {
                expect(printImageReference(found)).toBe(text);
            }
        }),
    );
});

test.each([
    ['', true],
    ['docker.io', true],
    ['index.docker.io', true],
    ['docker.io:443', false],
    ['docker.io.example.com', false],
])('%j is Docker Hub: %s', (registry, is) => {
    expect(isDockerHub(registry)).toBe(is);
});

test.each([
    [`mattermost/${STANDARD}`, `docker.io/mattermost/${STANDARD}:11.7.2`, true],
    [`index.docker.io/mattermost/${STANDARD}`, `docker.io/mattermost/${STANDARD}`, true],
    ['postgres', 'docker.io/library/postgres', true],
    ['localhost:5000/a', `localhost:5000/a@${DIGEST}`, true],
    [`mattermost/${STANDARD}`, `registry.example/mattermost/${STANDARD}`, false],
    ['localhost:5000/postgres', 'localhost:5000/library/postgres', false],
])('%s and %s are one repository: %s', (one, other, is) => {
    expect(isSameRepository(read(one), read(other))).toBe(is);
});

test.each(['mattermost', 'docker.io/mattermost', 'index.docker.io/mattermost'])(
    'a pair of Docker Hub is found however it is written: %s',
    (namespace) => {
        const pairs = [{standard: 'mattermost/own', fips: 'docker.io/mattermost/own-fips'}];
        expect(variantOf(read(`${namespace}/own:11.7.2`), pairs)).toBe('standard');
        expect(variantOf(read(`${namespace}/own-fips:11.7.2`), pairs)).toBe('fips');
        expect(counterpart(read(`${namespace}/own:11.7.2`), 'fips', pairs)).toMatchObject({
            path: 'mattermost/own-fips',
            tag: '11.7.2',
        });
    },
);
