import {readSettings} from './read_settings.ts';
import type {User} from './usual_folders.ts';

const ROOTS = {STATE_DIR: '/var/lib/fips-agent', RESCUE_DIR: '/var/lib/fips-agent-rescue'};
const below = (folder: string) => ({
    STATE_DIR: `${folder}/fips-agent`,
    RESCUE_DIR: `${folder}/fips-agent-rescue`,
});

const read = ({env, uid}: User) => readSettings({file: '/dev/null', env, uid, options: {}});

test.each([
    ['root', 0, {HOME: '/root', XDG_STATE_HOME: '/root/state'}, ROOTS],
    ['a user', 1000, {HOME: '/home/maria'}, below('/home/maria/.local/state')],
    ['a user with XDG_STATE_HOME', 1000, {HOME: '/home/maria', XDG_STATE_HOME: '/srv/state'}, below('/srv/state')],
    [
        'a user whose XDG_STATE_HOME is not absolute',
        1000,
        {HOME: '/home/maria', XDG_STATE_HOME: 'state'},
        below('/home/maria/.local/state'),
    ],
    ['a user whose XDG_STATE_HOME is empty', 1000, {HOME: '/h', XDG_STATE_HOME: ''}, below('/h/.local/state')],
    ['a user without a home', 1000, {}, ROOTS],
    ['a system without user ids', undefined, {HOME: '/home/maria'}, ROOTS],
])('%s: where state and rescue kits are kept', async (_name, uid, env, folders) => {
    const {settings, origins} = await read({env, uid});
    expect(settings).toMatchObject(folders);
    expect(origins).toEqual({});
});

test('what is set goes before the user’s own folder, each by itself', async () => {
    const {settings, origins} = await read({env: {HOME: '/home/maria', STATE_DIR: '/srv/agent'}, uid: 1000});
    expect(settings).toMatchObject({
        STATE_DIR: '/srv/agent',
        RESCUE_DIR: '/home/maria/.local/state/fips-agent-rescue',
    });
    expect(origins).toEqual({STATE_DIR: 'environment variable STATE_DIR'});
});
