import {createBot} from '../domain/bots.ts';
import {addChannelMember, createChannel} from '../domain/channels.ts';
import {createPost, updatePost} from '../domain/posts.ts';
import {createSession, createToken} from '../domain/sessions.ts';
import {addTeamMember} from '../domain/teams.ts';
import {findUserByName} from '../domain/users.ts';
import type {PluginManifest} from '../plugin_manifest.ts';
import type {Bot, Channel, Team, User} from '../state.ts';
import type {World} from '../world_shape.ts';
import {makeWorld} from '../world.ts';

/** The server the recordings were made with, before the first recorded request. */
export interface RecordedWorld {
    readonly world: World;
    readonly admin: User;
    readonly bot: User;
    readonly team: Team;
    readonly channel: Channel;
    readonly secrets: Readonly<Record<'user' | 'bot' | 'admin', string>>;
}

function makeManifest(id: string, version: string, name = id): PluginManifest {
    return {id, name, version, min_server_version: '11.0.0', webapp: {bundle_path: 'webapp/main.js'}};
}

const ENVIRONMENT = {
    MM_LOGSETTINGS_CONSOLELEVEL: 'INFO',
    MM_LOGSETTINGS_ENABLEDIAGNOSTICS: 'false',
    MM_PLUGINSETTINGS_AUTOMATICPREPACKAGEDPLUGINS: 'true',
    MM_PLUGINSETTINGS_ENABLEUPLOADS: 'true',
    MM_PLUGINSETTINGS_SIGNATUREPUBLICKEYFILES: 'pub.asc',
    MM_SERVICESETTINGS_ENABLELOCALMODE: 'true',
    MM_SERVICESETTINGS_ENABLETESTING: 'true',
    MM_SERVICESETTINGS_LISTENADDRESS: '127.0.0.1:8065',
    MM_SERVICESETTINGS_SITEURL: 'http://127.0.0.1:8065',
    MM_SQLSETTINGS_DATASOURCE: 'postgres://mmuser:mmuser_password@127.0.0.1:5432/mattermost',
};

function find<T>(value: T | undefined): T {
    if (value === undefined) {
        throw new Error('the recorded world lacks something it was made with');
    }
    return value;
}

/** makeWorld's default accounts plus the recorded bot, plugins, channel and its five posts. */
export function makeRecordedWorld(now: () => number = Date.now): RecordedWorld {
    const page = makeManifest('fips-readiness', '0.1.0', 'FIPS Readiness');
    page['settings_schema'] = {settings: [{key: 'Page', type: 'custom', display_name: 'FIPS readiness'}]};
    const world = makeWorld({
        version: '11.6.0',
        variant: 'fips',
        now,
        environment: ENVIRONMENT,
        config: {
            ServiceSettings: {EnableBotAccountCreation: true},
            PluginSettings: {PluginStates: {'com.example.extra': {Enable: true}}},
        },
        prepackaged: [makeManifest('playbooks', '2.8.0+c4449ac')],
        plugins: [{manifest: makeManifest('com.example.store', '1.0.0')}, {manifest: page}],
    });
    const admin = find(findUserByName(world, 'admin'));
    const user = find(findUserByName(world, 'user'));
    const team = find(world.state.teams[0]);
    createBot(world, {username: 'system-bot', display_name: 'System'}, admin);
    const made: Bot = createBot(world, {username: 'fips-agent', display_name: 'FIPS agent', description: 'x'}, admin);
    const bot = find(findUserByName(world, made.username));
    addTeamMember(world, team, bot, admin);
    const channel = createChannel(
        world,
        {team_id: team.id, type: 'P', name: 'fips-migration', display_name: 'FIPS migration'},
        admin,
    );
    createPost(world, admin, channel, {
        message: 'Swap to FIPS requested',
        type: 'custom_fips_request',
        props: {fips_request: {plan: 'abc', version: 1}},
    });
    addChannelMember(world, channel, bot, admin);
    const forged = createPost(world, admin, channel, {
        message: 'x',
        type: 'custom_fips_request',
        props: {fips_request: {plan: 'evil'}},
    });
    updatePost(world, forged, {message: 'edited'});
    updatePost(world, createPost(world, admin, channel, {message: 'm', type: 'custom_fips', props: {a: 1}}), {
        props: {a: 2},
    });
    return {
        world,
        admin,
        bot,
        team,
        channel,
        secrets: {
            admin: createSession(world, admin).token,
            user: createSession(world, user).token,
            bot: createToken(world, bot, 'agent').token,
        },
    };
}
