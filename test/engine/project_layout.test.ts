import {makeProjectLayout} from './project_layout.ts';
import type {ImageSource} from './project_layout.ts';

const OFFICIAL = 'services:\n  mattermost:\n    image: mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}\n';
const IMAGE = {prefix: 'mattermost/', name: 'mattermost-enterprise-edition', tag: '11.7.2'};

const LINES: Readonly<Record<ImageSource, string>> = {
    official_variables: 'image: mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}',
    other_variables: 'image: ${MM_IMAGE}:${MM_VERSION}',
    default_values:
        'image: mattermost/${MATTERMOST_IMAGE:-mattermost-enterprise-edition}:${MATTERMOST_IMAGE_TAG:-11.7.2}',
    hard_coded: 'image: mattermost/mattermost-enterprise-edition:11.7.2',
    override_file: 'image: mattermost/${MATTERMOST_IMAGE}:${MATTERMOST_IMAGE_TAG}',
};

const sources: readonly ImageSource[] = [
    'official_variables',
    'other_variables',
    'default_values',
    'hard_coded',
    'override_file',
];

test.each(sources)('%s writes its image line', (source) => {
    expect(makeProjectLayout(OFFICIAL, source, IMAGE).composeText).toContain(`    ${LINES[source]}\n`);
});

test('the override file names the image, and .env another tag', () => {
    const {overrideText, variables} = makeProjectLayout(OFFICIAL, 'override_file', IMAGE);
    expect(overrideText).toContain('image: mattermost/mattermost-enterprise-edition:11.7.2');
    expect(variables['MATTERMOST_IMAGE_TAG']).not.toBe('11.7.2');
});

test('a compose file that is not the official one is refused', () => {
    expect(() => makeProjectLayout('services: {}\n', 'hard_coded', IMAGE)).toThrow(/exactly once/);
});
