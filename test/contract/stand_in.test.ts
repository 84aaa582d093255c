import type {Mattermost, ServerOptions} from '../mattermost/server.ts';
import {startMattermost} from '../mattermost/server.ts';
import {STAND_IN_PASSWORD} from '../mattermost/world.ts';
import {mattermostContract} from './mattermost_contract.ts';

const LAYOUTS: [string, ServerOptions][] = [
    ['standard image', {}],
    ['FIPS image', {variant: 'fips'}],
    ['version 12, licensed, below a subpath', {version: '12.0.0', licence: 'enterprise', subpath: '/chat'}],
];

describe.each(LAYOUTS)('stand-in: %s', (_name, options) => {
    let server: Mattermost | undefined;
    mattermostContract(async () => {
        server = await startMattermost(options);
        return {url: server.url, admin: {username: 'admin', password: STAND_IN_PASSWORD}};
    });
    // After the suite's own clean-up, which still needs the server: hooks run in the order they are written.
    afterAll(() => server?.close());
});
