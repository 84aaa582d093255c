import type {Cast} from './cast.ts';
import {refusalOf} from './cast.ts';

/** Plugins as the page reads and switches them. Nothing that is installed is touched. */
export function pluginsContract(getCast: () => Cast): void {
    test('active and inactive plugins are whole manifests', async () => {
        const {active, inactive} = await getCast().admin.getPlugins();
        for (const manifest of [...active, ...inactive]) {
            expect(manifest).toMatchObject({id: expect.any(String), name: expect.any(String)});
        }
    });

    test('every installed plugin has a status with state, error and node', async () => {
        const {admin} = getCast();
        const {active, inactive} = await admin.getPlugins();
        const statuses = await admin.getPluginStatuses();
        for (const status of statuses) {
            expect(status).toMatchObject({
                plugin_id: expect.any(String),
                cluster_id: expect.any(String),
                plugin_path: expect.any(String),
                name: expect.any(String),
                description: expect.any(String),
                version: expect.any(String),
            });
            expect([0, 1, 2, 3, 4, 5]).toContain(status.state);
        }
        const ids = [...active, ...inactive].map(({id}) => id).sort();
        expect([...new Set(statuses.map(({plugin_id}) => plugin_id))].sort()).toEqual(ids);
    });

    test('running plugins are state 2, those switched off 0', async () => {
        const {admin} = getCast();
        const {active} = await admin.getPlugins();
        const states = new Map((await admin.getPluginStatuses()).map(({plugin_id, state}) => [plugin_id, state]));
        expect(active.map(({id}) => states.get(id))).toEqual(active.map(() => 2));
    });

    test('web app manifests carry neither server part nor settings', async () => {
        const {ask} = getCast();
        const {body} = await ask.anonymous('GET', '/plugins/webapp');
        expect(Array.isArray(body)).toBe(true);
        for (const manifest of body as Record<string, unknown>[]) {
            expect(manifest).not.toHaveProperty('server');
            expect(manifest).not.toHaveProperty('settings_schema');
            expect(manifest['webapp']).toMatchObject({bundle_path: expect.stringMatching(/^\/static\//)});
        }
    });

    test('the local marketplace lists installed and prepackaged plugins, or is off (501)', async () => {
        const {ask, before} = getCast();
        const {status, body} = await ask.admin('GET', '/plugins/marketplace?local_only=true');
        expect(status).toBe(before.PluginSettings.EnableMarketplace ? 200 : 501);
        for (const plugin of Array.isArray(body) ? body : []) {
            expect(plugin).toMatchObject({manifest: {id: expect.any(String)}, installed_version: expect.any(String)});
        }
    });

    test('the whole marketplace is null where nothing fits, and 500 by its own code where the remote one is away', async () => {
        const {ask, before} = getCast();
        const {status, body} = await ask.admin('GET', '/plugins/marketplace?filter=fr-contract-absent');
        const {EnableMarketplace: isOn, EnableRemoteMarketplace: isRemote} = before.PluginSettings;
        if (status === 500 && isRemote) {
            expect(body).toMatchObject({id: 'app.plugin.marketplace_client.failed_to_fetch'});
        } else {
            expect([status, body]).toEqual(isOn ? [200, null] : [501, expect.anything()]);
        }
    });

    test('switching on what is not installed is 404, for others 403', async () => {
        const {admin, bot} = getCast();
        expect((await refusalOf(admin.enablePlugin('fr-contract.absent'))).status).toBe(404);
        expect((await refusalOf(bot.enablePlugin('fr-contract.absent'))).status).toBe(403);
    });

    test('a version the marketplace does not have is 500 by its own code, for others 403; off is 501', async () => {
        const {ask, before} = getCast();
        const absent = {id: 'fr-contract.absent', version: '0.0.1'};
        const {status, body} = await ask.admin('POST', '/plugins/marketplace', absent);
        expect([status, body]).toEqual(
            before.PluginSettings.EnableMarketplace
                ? [500, expect.objectContaining({id: 'app.plugin.marketplace_plugins.not_found.app_error'})]
                : [501, expect.anything()],
        );
        expect((await ask.bot('POST', '/plugins/marketplace', absent)).status).toBe(403);
    });

    test('removing what is not installed is 404, for others 403', async () => {
        const {ask} = getCast();
        expect((await ask.admin('DELETE', '/plugins/fr-contract.absent')).status).toBe(404);
        expect((await ask.bot('DELETE', '/plugins/fr-contract.absent')).status).toBe(403);
    });

    test('an upload is refused while uploads are off or signatures are required', async () => {
        const {admin, before} = getCast();
        const {EnableUploads, RequirePluginSignature} = before.PluginSettings;
        const isOpen = EnableUploads && !RequirePluginSignature;
        const refusal = await refusalOf(admin.uploadPlugin(new File(['no plugin'], 'x.tar.gz')));
        expect(refusal.status).toBe(isOpen ? 400 : 501);
    });
}
