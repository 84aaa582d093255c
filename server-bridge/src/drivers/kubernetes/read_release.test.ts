import {readRelease} from './read_release.ts';

const OWN = {'meta.helm.sh/release-name': 'prod'};

test.each([
    ['no release', {}, {'helm.sh/chart': 'x-1.0.0'}, undefined],
    ['no chart', OWN, {}, {name: 'prod', chart: '', version: ''}],
    [
        'the team chart',
        OWN,
        {'helm.sh/chart': 'mattermost-team-edition-6.6.80'},
        {name: 'prod', chart: 'mattermost-team-edition', version: '6.6.80'},
    ],
    [
        'Big Bang’s',
        OWN,
        {'helm.sh/chart': 'mattermost-11.3.0-bb.3'},
        {name: 'prod', chart: 'mattermost', version: '11.3.0-bb.3'},
    ],
    [
        'a version with a build',
        OWN,
        {'helm.sh/chart': 'own-v1.2.3_4'},
        {name: 'prod', chart: 'own', version: 'v1.2.3+4'},
    ],
] as const)('%s', (_name, annotations, labels, release) => {
    expect(readRelease({annotations, labels} as Parameters<typeof readRelease>[0])).toEqual(release);
});
