import {variantOfComponent} from './variant_of_component.ts';

test.each([
    ['mattermost/mattermost-operator:v1.25.2', 'standard'],
    ['mattermost/mattermost-operator-fips:v1.25.2', 'fips'],
    ['registry.example/mirror/mattermost-push-proxy:6.4.1', 'standard'],
    ['mattermost/mattermost-push-proxy-fips:6.4.1-fips', 'fips'],
    ['registry1.dso.mil/ironbank/opensource/mattermost/mattermost-operator:v1.25.2', null],
    ['registry.example/own-operator:1', null],
])('%s is %s', (reference, variant) => {
    expect(variantOfComponent(reference)).toBe(variant);
});
