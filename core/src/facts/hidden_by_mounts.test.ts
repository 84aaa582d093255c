import {findHidden} from './hidden_by_mounts.ts';

test.each([
    [['/mattermost'], {program: ['/mattermost'], parts: []}],
    [['/mattermost/'], {program: ['/mattermost'], parts: []}],
    [['/'], {program: ['/'], parts: []}],
    [['/mattermost/bin/mattermost'], {program: ['/mattermost/bin/mattermost'], parts: []}],
    [['/usr'], {program: ['/usr'], parts: []}],
    [
        ['/mattermost/bin/mmctl', '/mattermost/client'],
        {program: [], parts: ['/mattermost/bin/mmctl', '/mattermost/client']},
    ],
    [['/mattermost/i18n/de.json'], {program: [], parts: ['/mattermost/i18n/de.json']}],
    [
        [
            '/mattermost/config',
            '/mattermost/data',
            '/mattermost/logs',
            '/mattermost/plugins',
            '/mattermost/client/plugins',
        ],
        {program: [], parts: []},
    ],
    [
        ['/mattermost/client/plugins/x', '/mattermost2', '/mattermost/binary', '/etc/ssl/certs/ca.pem'],
        {program: [], parts: []},
    ],
])('%j', (targets, hidden) => {
    expect(findHidden(targets)).toEqual(hidden);
});
