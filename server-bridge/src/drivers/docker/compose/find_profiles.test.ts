import {findProfiles} from './find_profiles.ts';

const COMPOSE = [
    'services:',
    '  mattermost:',
    '    profiles: [chat, all]',
    '  postgres: {}',
    '  mail:',
    '    profiles: [mail]',
    '  more:',
    '    profiles: [extra]',
    '',
].join('\n');

test.each([
    ['behind a profile', ['mattermost', 'postgres'], '', ['chat']],
    ['each behind one of its own', ['mattermost', 'mail'], '', ['chat', 'mail']],
    ['none behind one', ['postgres'], '', []],
    ['that an env file chooses', ['mattermost'], 'COMPOSE_PROFILES=chat\n', []],
    ['that an env file chooses among others', ['mattermost'], 'COMPOSE_PROFILES=mail, all\n', []],
    ['where an env file chooses all', ['mattermost', 'mail'], 'COMPOSE_PROFILES=*\n', []],
    ['where an env file chooses others', ['mattermost', 'mail'], 'COMPOSE_PROFILES=mail\n', ['chat', 'mail']],
    ['no file names', ['other'], '', []],
])('services %s', (_name, services, env, profiles) => {
    expect(findProfiles({services, composeTexts: [COMPOSE, ': no yaml ['], envTexts: [env]})).toEqual(profiles);
});

test('a later file adds to a service', () => {
    const composeTexts = [COMPOSE, 'services:\n  postgres:\n    profiles: [data]\n'];
    expect(findProfiles({services: ['postgres'], composeTexts, envTexts: []})).toEqual(['data']);
});
