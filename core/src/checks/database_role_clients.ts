import {isObserved} from '../facts/fact.ts';
import {remedy} from '../remedies/remedy.ts';
import {defineCheck, found} from './check.ts';
import {SOURCES} from '../values/thresholds.ts';

/** Whoever else logs in with Mattermost's role is locked out by a new password; without a rotation nobody is. */
export const database_role_clients = defineCheck({
    code: 'database_role_clients',
    group: 'database',
    needs: ['database_credentials', 'database_role_clients'],
    reasons: {no_rotation: 'pass', only_mattermost: 'pass', others: 'warn'},
    sources: [SOURCES.postgres_activity],
    exempt: ({database_credentials: credentials}) =>
        isObserved(credentials) &&
        credentials.value.length > 0 &&
        credentials.value.every(({length}) => length === 'ok' || length === 'none')
            ? found('no_rotation')
            : undefined,
    judge: ({database_role_clients: clients}) =>
        clients.length === 0
            ? found('only_mattermost')
            : found('others', {applications: clients.map(({application}) => application)}, [
                  remedy('give_clients_the_new_password'),
              ]),
});
