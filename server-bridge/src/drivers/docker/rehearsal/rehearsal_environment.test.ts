import {makeRehearsalEnvironment} from './rehearsal_environment.ts';

const DSN = 'postgres://mm:secret@db/config';

function make(running: Record<string, string>, oldImage: Record<string, string> = {}, command: string[] = []) {
    const input = {running: new Map(Object.entries(running)), oldImage: new Map(Object.entries(oldImage)), command};
    return Object.fromEntries(makeRehearsalEnvironment(input));
}

describe('makeRehearsalEnvironment', () => {
    test('what the old image brings is left to the new one; what the deployment changed stays', () => {
        expect(
            make(
                {PATH: '/mattermost/bin', MM_INSTALL_TYPE: 'own', MM_A: '1', EMPTY: ''},
                {PATH: '/mattermost/bin', MM_INSTALL_TYPE: 'docker', GONE: 'x'},
            ),
        ).toEqual({MM_INSTALL_TYPE: 'own', MM_A: '1', EMPTY: ''});
    });

    test('variables that proxies follow are left out', () => {
        const followed = {VIRTUAL_HOST: 'chat.example', VIRTUAL_PORT: '8065', LETSENCRYPT_HOST: 'a', SERVICE_NAME: 'a'};
        expect(make({...followed, MM_SERVICESETTINGS_SITEURL: 'a'})).toEqual({MM_SERVICESETTINGS_SITEURL: 'a'});
    });

    test.each([
        [['mattermost', '--config', DSN]],
        [['mattermost', `--config=${DSN}`]],
        [['mattermost', 'server', '-c', DSN]],
        [['mattermost', `-c=${DSN}`]],
    ])('a configuration named in the command line becomes a variable (%#)', (command) => {
        expect(make({MM_CONFIG: 'overruled'}, {}, command)).toEqual({MM_CONFIG: DSN});
    });
});
