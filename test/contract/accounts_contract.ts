import type {Cast} from './cast.ts';
import {idOf, makeAsker, refusalOf} from './cast.ts';

/** Bots, tokens, roles, presence and sessions. */
export function accountsContract(getCast: () => Cast): void {
    test('no bot is made while EnableBotAccountCreation is off', async () => {
        const {admin} = getCast();
        await admin.patchConfig({ServiceSettings: {EnableBotAccountCreation: false}});
        const refusal = await refusalOf(admin.createBot({username: 'fr-contract-never'}));
        await admin.patchConfig({ServiceSettings: {EnableBotAccountCreation: true}});
        expect(refusal).toEqual({status: 403, id: 'api.bot.create_disabled'});
    });

    test('a name that is taken is a conflict', async () => {
        const {admin, bot} = getCast();
        const {username} = await bot.getMe();
        expect(await refusalOf(admin.createBot({username}))).toEqual({
            status: 400,
            id: 'app.user.save.username_exists.app_error',
        });
    });

    test('the bot is a plain system_user, listed with its maker', async () => {
        const {admin, botId, adminId} = getCast();
        const bot = (await admin.getBots(0, 200)).find(({user_id}) => user_id === botId);
        expect(bot).toMatchObject({owner_id: adminId, delete_at: 0, description: 'contract'});
        expect(await admin.getUser(botId)).toMatchObject({roles: 'system_user', is_bot: true});
    });

    test.each(['/plugins', '/plugins/statuses', '/config', '/logs', '/cluster/status', '/analytics/old?name=standard'])(
        'the bot may not read %s, nobody without a session either',
        async (path) => {
            const {ask} = getCast();
            expect(await ask.bot('GET', path)).toMatchObject({
                status: 403,
                body: {id: 'api.context.permissions.app_error', status_code: 403},
            });
            expect(await ask.anonymous('GET', path)).toMatchObject({
                status: 401,
                body: {id: 'api.context.session_expired.app_error', status_code: 401},
            });
        },
    );

    test.each(['/plugins/webapp', '/config/client?format=old', '/license/client?format=old', '/system/ping'])(
        'everybody may read %s',
        async (path) => {
            const {ask} = getCast();
            expect((await ask.bot('GET', path)).status).toBe(200);
            expect((await ask.anonymous('GET', path)).status).toBe(200);
        },
    );

    test('the bot sees the roles of an admin, without what only the admin sees', async () => {
        const {bot, adminId} = getCast();
        const admin = await bot.getUser(adminId);
        expect(admin.roles.split(' ')).toContain('system_admin');
        expect(admin.delete_at).toBe(0);
        expect(admin).not.toHaveProperty('last_password_update');
        expect(admin).not.toHaveProperty('is_bot');
    });

    test("a heartbeat moves the bot's last_activity_at, which the admin sees", async () => {
        const {admin, bot, botId, ask} = getCast();
        const beforeAt = Date.parse((await ask.anonymous('GET', '/system/ping')).headers.get('date') ?? '');
        await bot.updateStatus({user_id: botId, status: 'online'});
        const {last_activity_at: seenAt, status} = await admin.getStatus(botId);
        expect(status).toBe('online');
        expect(seenAt).toBeGreaterThanOrEqual(beforeAt - 1000);
    });

    test('a token works until it is revoked; its secret is shown once', async () => {
        const {admin, ask, botId, url} = getCast();
        const made = await ask.admin('POST', `/users/${botId}/tokens`, {description: 'second'});
        const asTemporary = makeAsker(url, idOf(made, 'token'));
        expect((await asTemporary('GET', '/users/me')).status).toBe(200);
        const listed = await ask.admin('GET', `/users/${botId}/tokens`);
        expect(JSON.stringify(listed.body)).not.toContain(idOf(made, 'token'));
        await admin.revokeUserAccessToken(idOf(made));
        expect((await asTemporary('GET', '/users/me')).status).toBe(401);
    });

    test('a bot belongs to a person: it is given to another one, not to a bot', async () => {
        const {ask, botId, adminId, userId} = getCast();
        expect(await ask.admin('POST', `/bots/${botId}/assign/${botId}`)).toMatchObject({
            status: 403,
            body: {id: 'api.context.permissions.app_error'},
        });
        expect(await ask.admin('POST', `/bots/${botId}/assign/${userId}`)).toMatchObject({
            status: 200,
            body: {user_id: botId, owner_id: userId},
        });
        await ask.admin('POST', `/bots/${botId}/assign/${adminId}`);
    });

    test('no account is made, and nobody joins a team, with a mail domain outside the accepted ones', async () => {
        const {admin, ask, before, teamId, userId} = getCast();
        await admin.patchConfig({TeamSettings: {RestrictCreationToDomains: 'fr-contract.invalid, @other.invalid'}});
        const setup = {username: `fr-contract-${Date.now().toString(36)}`, password: 'Aa1!-long-enough-for-all'};
        const refused = await ask.admin('POST', '/users', {...setup, email: `${setup.username}@example.com`});
        const made = await ask.admin('POST', '/users', {...setup, email: `${setup.username}@other.invalid`});
        await ask.admin('DELETE', `/teams/${teamId}/members/${userId}`);
        const joined = await ask.admin('POST', `/teams/${teamId}/members`, {team_id: teamId, user_id: userId});
        const {RestrictCreationToDomains} = before.TeamSettings;
        await admin.patchConfig({TeamSettings: {RestrictCreationToDomains}});
        await admin.addToTeam(teamId, userId);
        await admin.updateUserActive(idOf(made), false);
        expect(refused).toMatchObject({status: 400, body: {id: 'api.user.create_user.accepted_domain.app_error'}});
        expect(joined).toMatchObject({status: 400, body: {id: 'api.team.join_user_to_team.allowed_domains.app_error'}});
    });

    test('a bot joins a private channel only as a member of its team', async () => {
        const {admin, ask, botId} = getCast();
        const name = `fr-contract-${Date.now().toString(36)}`;
        const teamId = idOf(await ask.admin('POST', '/teams', {name, display_name: 'Other', type: 'I'}));
        const setup = {team_id: teamId, name: 'private', display_name: 'Private', type: 'P'};
        const channelId = idOf(await ask.admin('POST', '/channels', setup));
        const refusal = await refusalOf(admin.addToChannel(botId, channelId));
        await admin.deleteTeam(teamId);
        expect(refusal.status).toBe(404);
    });

    test('only scripts of the site get cookies; a cookie session needs a header against forged requests', async () => {
        const {url, user, userPassword, ask} = getCast();
        const {username, id} = await user.getMe();
        const signIn = (headers: Record<string, string>): Promise<Response> =>
            fetch(`${url}/api/v4/users/login`, {
                method: 'POST',
                headers,
                body: JSON.stringify({login_id: username, password: userPassword}),
            });
        expect((await signIn({})).headers.getSetCookie()).toEqual([]);
        const login = await signIn({'X-Requested-With': 'XMLHttpRequest'});
        const cookies = login.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
        const csrf = cookies.find((cookie) => cookie.startsWith('MMCSRF='))?.slice('MMCSRF='.length) ?? '';
        const put = (headers: Record<string, string>): Promise<Response> =>
            fetch(`${url}/api/v4/users/${id}/status`, {
                method: 'PUT',
                headers: {Cookie: cookies.join('; '), ...headers},
                body: JSON.stringify({user_id: id, status: 'online'}),
            });
        expect((await put({'X-CSRF-Token': csrf})).status).toBe(200);
        expect((await put({})).status).toBe(401);
        expect((await ask.user('GET', '/users/me')).status).toBe(200);
    });

    test('a wrong password and a wrong token are 401', async () => {
        const {url} = getCast();
        const login = await makeAsker(url, '')('POST', '/users/login', {login_id: 'nobody-here', password: 'x'});
        expect(login.status).toBe(401);
        expect((await makeAsker(url, 'a-wrong-token')('GET', '/users/me')).status).toBe(401);
    });
}
