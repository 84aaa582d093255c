import type {UserSetup} from '../mattermost/world_shape.ts';
import type {WorldOptions} from '../mattermost/world.ts';

const LOCAL_NAMES = ['maria.keller', 'jonas.weiss', 'amira.haddad', 'tomas.novak', 'lea.martin', 'samuel.okoro'];
const DIRECTORY_NAMES = ['ines.costa', 'erik.larsen', 'yuki.tanaka', 'omar.farouk', 'nora.lindqvist', 'peter.brandt'];

const USERS: readonly UserSetup[] = [
    ...LOCAL_NAMES.map((username, index) => ({
        username,
        password: 'short-one',
        ...(index === 0 ? {roles: 'system_admin system_user'} : {}),
    })),
    ...DIRECTORY_NAMES.map((username) => ({username, auth_service: 'ldap'})),
];

const enabled = (...ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, {Enable: true}]));

const serverPlugin = (id: string, name: string, version: string) => ({
    id,
    name,
    version,
    min_server_version: '11.0.0',
    server: {executables: {'linux-amd64': 'server/dist/plugin-linux-amd64'}, executable: ''},
});

/**
 * A deployment worth looking at: Calls lives in the standard image only, Boards has a stored copy, Playbooks becomes FIPS,
 * ServiceDesk is an additional plugin, and passwords of eight characters are allowed.
 */
export const SAMPLE_WORLD: WorldOptions = {
    variant: 'standard',
    licence: 'enterprise',
    config: {
        PasswordSettings: {MinimumLength: 8},
        PluginSettings: {PluginStates: enabled('com.mattermost.calls', 'playbooks')},
    },
    users: USERS,
    plugins: [
        {manifest: serverPlugin('focalboard', 'Boards', '9.2.2')},
        {manifest: serverPlugin('com.example.servicedesk', 'ServiceDesk', '3.1.0')},
    ],
};
