import {pinsImage} from './pins_image.ts';
import {MattermostResource} from './schema.ts';

const IMAGE = '/spec/template/spec/containers/0/image';
const REPLACE = {op: 'replace', path: IMAGE, value: 'x'};

const look = (deployment: object | undefined, status?: object) =>
    pinsImage(
        MattermostResource.parse({
            metadata: {name: 'mm', generation: 2},
            spec: {resourcePatch: deployment && {deployment}},
            status,
        }),
    );

test.each([
    ['no patch', undefined, false],
    ['an empty one', {}, false],
    ['the image', {patch: JSON.stringify([REPLACE])}, true],
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

const ERROR = 'failed to apply patch to Deployment';
const TEST = {op: 'test', path: IMAGE, value: 'y'};

test.each([
    ['is applied', [REPLACE], {observedGeneration: 2, deploymentPatch: {applied: true}}, true],
    ['is left out', [REPLACE], {observedGeneration: 2, deploymentPatch: {applied: false, error: ERROR}}, false],
    ['was left out in another form', [REPLACE], {observedGeneration: 1, deploymentPatch: {error: ERROR}}, true],
    [
        'is left out as long as its test fails',
        [TEST, REPLACE],
        {observedGeneration: 2, deploymentPatch: {error: ERROR}},
        true,
    ],
    ['is not judged yet', [REPLACE], {observedGeneration: 2}, true],
    ['has a status that is none', [REPLACE], {observedGeneration: 2, deploymentPatch: 'x'}, true],
])('a patch of the image that %s', (_name, patch, {observedGeneration, ...resourcePatch}, expected) => {
    expect(look({patch: JSON.stringify(patch)}, {observedGeneration, resourcePatch})).toBe(expected);
});
