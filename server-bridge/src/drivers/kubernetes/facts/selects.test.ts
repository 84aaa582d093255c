import {Budget} from '../schema.ts';
import {selects} from './selects.ts';

const labels = {app: 'mattermost', tier: 'chat'};

test.each<readonly [string, object, boolean]>([
    ['no condition', {}, true],
    ['a label that fits', {matchLabels: {app: 'mattermost'}}, true],
    ['a label with another value', {matchLabels: {app: 'mattermost', tier: 'jobs'}}, false],
    ['one of several values', {matchExpressions: [{key: 'tier', operator: 'In', values: ['chat', 'jobs']}]}, true],
    ['none of several values', {matchExpressions: [{key: 'tier', operator: 'NotIn', values: ['chat']}]}, false],
    ['a label that is not there, and may not be', {matchExpressions: [{key: 'x', operator: 'DoesNotExist'}]}, true],
    ['a label that is not there, and must be', {matchExpressions: [{key: 'x', operator: 'Exists'}]}, false],
])('a selector with %s', (_name, selector, expected) => {
    const {spec} = Budget.parse({metadata: {name: 'one'}, spec: {selector}});
    expect(spec.selector && selects(spec.selector, labels)).toBe(expected);
});
