import {pinsImage} from './pins_image.ts';
import {MattermostResource} from './schema.ts';

const IMAGE = '/spec/template/spec/containers/0/image';
const look = (deployment: object | undefined) =>
    pinsImage(MattermostResource.parse({metadata: {name: 'mm'}, spec: {resourcePatch: deployment && {deployment}}}));

test.each([
    ['no patch', undefined, false],
    ['an empty one', {}, false],
    ['the image', {patch: JSON.stringify([{op: 'replace', path: IMAGE, value: 'x'}])}, true],
    [
        'the whole container',
        {patch: JSON.stringify([{op: 'replace', path: '/spec/template/spec/containers/0', value: {}}])},
        true,
    ],
    [
        'a patch that is switched off',
        {disable: true, patch: JSON.stringify([{op: 'add', path: IMAGE, value: 'x'}])},
        false,
    ],
    ['the image, tested only', {patch: JSON.stringify([{op: 'test', path: IMAGE, value: 'x'}])}, false],
    [
        'another container',
        {patch: JSON.stringify([{op: 'add', path: '/spec/template/spec/containers/1/image', value: 'x'}])},
        false,
    ],
    ['replicas', {patch: JSON.stringify([{op: 'replace', path: '/spec/replicas', value: 3}])}, false],
    ['something else', {patch: 'image: x'}, false],
])('a resource with %s', (_name, deployment, expected) => {
    expect(look(deployment)).toBe(expected);
});
