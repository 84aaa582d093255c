import {saveConfigPatch} from '../mattermost/domain/configuration.ts';
import {findUserByName} from '../mattermost/domain/users.ts';
import type {JsonObject} from '../mattermost/json_value.ts';
import {startInitRig} from '../demo/init_rig.ts';
import type {InitRig} from '../demo/init_rig.ts';
import {SAMPLE_WORLD} from '../demo/sample_world.ts';

describe('the bot of init, as the real 11.6.0 treats it', () => {
    const rigs: InitRig[] = [];
    const startConnected = async (settings: JsonObject = {}): Promise<InitRig> => {
        const rig = await startInitRig({world: SAMPLE_WORLD});
        rigs.push(rig);
        saveConfigPatch(rig.world, settings);
        expect(await rig.init(() => true)).toMatchObject({exitCode: 0, stderr: ''});
        return rig;
    };
    afterEach(async () => {
        await Promise.all(rigs.splice(0).map((rig) => rig.close()));
    });

    test('it belongs to an admin, so that switching it off in the console is safe', async () => {
        const {world} = await startConnected();
        const bot = world.state.bots.find(({username}) => username === 'fips-agent');
        expect(bot?.owner_id).toBe(findUserByName(world, 'admin')?.id);
    });

    test('uninstall gives a bot that owns itself to an admin before it is switched off', async () => {
        const rig = await startConnected();
        const bot = rig.world.state.bots.find(({username}) => username === 'fips-agent');
        Object.assign(bot ?? {}, {owner_id: bot?.user_id});
        expect(await rig.uninstall()).toMatchObject({exitCode: 0, stderr: ''});
        expect(rig.world.faults.isDown).toBe(false);
        expect(findUserByName(rig.world, 'fips-agent')?.delete_at).toBeGreaterThan(0);
    });

    test('uninstall goes on where token, channel and team are already gone or archived', async () => {
        const rig = await startConnected();
        const {state} = rig.world;
        state.tokens = [];
        for (const one of [...state.teams, ...state.channels].filter(({name}) => name.startsWith('fips-'))) {
            one.delete_at = 1;
        }
        expect(await rig.uninstall()).toMatchObject({exitCode: 0, stderr: ''});
    });

    test('init keeps to the accepted mail domains, and to the longest password a policy can ask for', async () => {
        const {world} = await startConnected({
            TeamSettings: {RestrictCreationToDomains: '@example.com'},
            PasswordSettings: {MinimumLength: 72},
            SupportSettings: {ReportAProblemLink: 'Unable to say'},
        });
        expect(findUserByName(world, 'fips-agent')?.email).toBe('fips-agent@example.com');
    });
});
