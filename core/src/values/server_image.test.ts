import {isServerImage} from './server_image.ts';

test.each([
    ['mattermost/mattermost-enterprise-edition:11.7.2', true],
    ['mattermost/mattermost-enterprise-fips-edition@sha256:' + 'a'.repeat(64), true],
    ['mattermost/mattermost-team-edition:11.7.2', true],
    ['registry1.dso.mil/ironbank/opensource/mattermost/mattermost:11.7.2', true],
    ['hub.example/chat:1', true],
    ['hub.example/other:1', false],
    ['mattermost/mattermost-operator:v1.25.2', false],
    ['registry1.dso.mil/ironbank/opensource/mattermost/mattermost-operator:v1.25.2', false],
    ['mattermost/mattermost-push-proxy:6.4.1', false],
    ['not an image', false],
])('%s: %s', (name, isOne) => {
    expect(isServerImage(name, [{standard: 'hub.example/chat', fips: 'hub.example/chat-fips'}])).toBe(isOne);
});
