import {accountsContract} from './accounts_contract.ts';
import type {Cast, Connection} from './cast.ts';
import {makeCast} from './cast.ts';
import {configurationContract} from './configuration_contract.ts';
import {pluginsContract} from './plugins_contract.ts';
import {postsContract} from './posts_contract.ts';
import {queueContract} from './queue_contract.ts';
import {websocketContract} from './websocket_contract.ts';

/** WebSocketClient reports its connection on console.log. */
function muteConsole(): () => void {
    const {log, error} = console;
    Object.assign(console, {log: () => undefined, error: () => undefined});
    return () => void Object.assign(console, {log, error});
}

/**
 * Everything the product relies on in Mattermost, asked through the real Client4 and WebSocketClient. The same suite runs
 * against the stand-in and a real server; what it makes it takes out again (accounts are deactivated, the team archived),
 * settings are left as found.
 */
export function mattermostContract(connect: () => Promise<Connection>): void {
    let cast: Cast | undefined;
    const getCast = (): Cast => {
        if (cast === undefined) {
            throw new Error('the cast was not made: see the error of beforeAll');
        }
        return cast;
    };

    beforeAll(async () => {
        cast = await makeCast(await connect());
    }, 60_000);
    afterAll(async () => cast?.strike(), 60_000);

    describe('posts', () => postsContract(getCast));
    describe('queue', () => queueContract(getCast));
    describe('accounts', () => accountsContract(getCast));
    describe('configuration', () => configurationContract(getCast));
    describe('plugins', () => pluginsContract(getCast));
    describe('websocket', () => websocketContract(getCast, muteConsole));
}
