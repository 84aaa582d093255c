import type {Cast} from './cast.ts';
import {refusalOf} from './cast.ts';

const MASK = '*'.repeat(32);

/** Settings, licence, health and what every answer carries. */
export function configurationContract(getCast: () => Cast): void {
    test('the configuration masks secrets', async () => {
        const config = await getCast().admin.getConfig();
        expect(config.SqlSettings.DataSource).toBe(MASK);
        expect(config.FileSettings.PublicLinkSalt).toBe(MASK);
        expect(typeof config.PasswordSettings.MinimumLength).toBe('number');
    });

    test('a patch keeps the fields it does not name and answers the new configuration', async () => {
        const {admin, before} = getCast();
        const wanted = before.ServiceSettings.MinimumHashtagLength === 3 ? 4 : 3;
        const after = await admin.patchConfig({ServiceSettings: {MinimumHashtagLength: wanted}});
        expect(after.ServiceSettings.MinimumHashtagLength).toBe(wanted);
        expect(after.ServiceSettings.SiteURL).toBe(before.ServiceSettings.SiteURL);
        const {MinimumHashtagLength} = before.ServiceSettings;
        await admin.patchConfig({ServiceSettings: {MinimumHashtagLength}});
    });

    test('a patch replaces a map as a whole', async () => {
        const {admin} = getCast();
        const {PluginStates: states} = (await admin.getConfig()).PluginSettings;
        const added = {...states, 'fr-contract.absent': {Enable: false}};
        const first = await admin.patchConfig({PluginSettings: {PluginStates: added}});
        expect(first.PluginSettings.PluginStates).toEqual(added);
        const second = await admin.patchConfig({PluginSettings: {PluginStates: states}});
        expect(second.PluginSettings.PluginStates).toEqual(states);
    });

    test('EnableUploads cannot be changed by a patch', async () => {
        const {admin, before} = getCast();
        const call = admin.patchConfig({PluginSettings: {EnableUploads: !before.PluginSettings.EnableUploads}});
        expect(await refusalOf(call)).toEqual({
            status: 403,
            id: 'api.config.update_config.not_allowed_security.app_error',
        });
    });

    test('an invalid configuration is refused and changes nothing', async () => {
        const {admin, before} = getCast();
        const call = admin.patchConfig({PasswordSettings: {MinimumLength: 1000}});
        expect(await refusalOf(call)).toEqual({status: 400, id: 'model.config.is_valid.password_length.app_error'});
        const {PasswordSettings} = await admin.getConfig();
        expect(PasswordSettings.MinimumLength).toBe(before.PasswordSettings.MinimumLength);
    });

    test('neither user nor bot writes settings', async () => {
        const {user, bot} = getCast();
        const patch = {PasswordSettings: {MinimumLength: 20}};
        expect((await refusalOf(user.patchConfig(patch))).status).toBe(403);
        expect((await refusalOf(bot.patchConfig(patch))).status).toBe(403);
    });

    test('the environment view says which settings are overridden, to admins only', async () => {
        const {ask} = getCast();
        expect(await ask.admin('GET', '/config/environment')).toMatchObject({status: 200, body: expect.any(Object)});
        expect(await ask.user('GET', '/config/environment')).toMatchObject({status: 200, body: null});
    });

    test('the client configuration is all strings, limited without a session', async () => {
        const {ask} = getCast();
        const limited = await ask.anonymous('GET', '/config/client?format=old');
        const full = await ask.user('GET', '/config/client?format=old');
        expect(limited.body).toMatchObject({
            Version: expect.stringMatching(/^\d+\.\d+\.\d+/),
            BuildEnterpriseReady: expect.stringMatching(/^(true|false)$/),
            PasswordMinimumLength: expect.stringMatching(/^\d+$/),
            PluginsEnabled: expect.stringMatching(/^(true|false)$/),
            TelemetryId: expect.any(String),
        });
        expect(limited.body).not.toHaveProperty('SchemaVersion');
        expect(full.body).toMatchObject({SchemaVersion: expect.any(String), MaxPostSize: expect.any(String)});
        expect(Object.values(full.body as object).every((value) => typeof value === 'string')).toBe(true);
    });

    test('the client licence says whether there is one, in strings', async () => {
        const {ask} = getCast();
        const {status, body} = await ask.anonymous('GET', '/license/client?format=old');
        expect(status).toBe(200);
        expect(body).toMatchObject({IsLicensed: expect.stringMatching(/^(true|false)$/)});
        expect(Object.values(body as object).every((value) => typeof value === 'string')).toBe(true);
        expect(body).not.toHaveProperty('Email');
    });

    test('a ping tells database and file store to everybody, the root warning to admins', async () => {
        const {ask} = getCast();
        const path = '/system/ping?get_server_status=true&use_rest_semantics=true';
        const seen = await ask.anonymous('GET', path);
        expect(seen).toMatchObject({
            status: 200,
            body: {status: 'OK', database_status: 'OK', filestore_status: 'OK'},
        });
        expect(seen.body).not.toHaveProperty('root_status');
        expect((await ask.admin('GET', path)).body).toHaveProperty('root_status');
    });

    test.each(['/email/test', '/file/s3_test', '/elasticsearch/test'])(
        'a plain account may not let the server try %s',
        async (path) => {
            expect((await getCast().ask.bot('POST', path)).status).toBe(403);
        },
    );

    test.each([
        ['/ldap/test', 'api.ldap_groups.license_error', 'ent.ldap.disabled.app_error'],
        [
            '/elasticsearch/test',
            'ent.elasticsearch.test_config.license.error',
            'ent.elasticsearch.test_config.indexing_disabled.error',
        ],
    ])('%s is 501 by its own code without a licence for it, and while it is switched off', async (path, ...codes) => {
        const {ask, before} = getCast();
        const {LdapSettings: ldap, ElasticsearchSettings: search} = before;
        const {status, body} = await ask.admin('POST', path);
        if (!(path.startsWith('/ldap') ? ldap.Enable || ldap.EnableSync : search.EnableIndexing)) {
            expect(status).toBe(501);
            expect(codes).toContain((body as {id: string}).id);
        }
    });

    test('the S3 test asks for a bucket first, and a file store on a disk has none', async () => {
        const {ask, before} = getCast();
        const {status, body} = await ask.admin('POST', '/file/s3_test');
        if (before.FileSettings.DriverName === 'local') {
            expect([status, body]).toEqual([400, expect.objectContaining({id: 'api.admin.test_s3.missing_s3_bucket'})]);
        }
    });

    test('every answer names the version and the time; an unknown path neither the version', async () => {
        const {ask, admin} = getCast();
        const {Version} = await admin.getClientConfig();
        const known = await ask.anonymous('GET', '/system/ping');
        expect(known.headers.get('x-version-id')?.startsWith(`${Version}.`)).toBe(true);
        expect(Number.isNaN(Date.parse(known.headers.get('date') ?? ''))).toBe(false);
        const unknown = await ask.admin('GET', '/fr-contract-nothing');
        expect(unknown).toMatchObject({status: 404, body: {id: 'api.context.404.app_error', status_code: 404}});
        expect(unknown.headers.has('x-version-id')).toBe(false);
    });
}
