import type {HttpHandler} from 'msw';

import {AppError, permissionMissing} from '../app_error.ts';
import {effectiveConfig} from '../config/effective.ts';
import {isOn, textSetting} from '../config/setting.ts';
import {viewLicence} from '../domain/licence.ts';
import type {World} from '../world_shape.ts';
import type {Call} from './call.ts';
import {DONE, route} from './route.ts';

type TestedService = 'email' | 's3' | 'ldap' | 'elasticsearch';

const PATHS: Readonly<Record<TestedService, string>> = {
    email: '/api/v4/email/test',
    s3: '/api/v4/file/s3_test',
    ldap: '/api/v4/ldap/test',
    elasticsearch: '/api/v4/elasticsearch/test',
};

/** What the product calls a service that does not answer (app/admin.go, app/file.go, enterprise/elasticsearch; LDAP: i18n/en.json). */
const FAILURES: Readonly<Record<TestedService, string>> = {
    email: 'app.admin.test_email.failure',
    // So is every failure but a bucket that is not there.
    s3: 'api.file.test_connection_s3_auth.app_error',
    ldap: 'ent.ldap.do_login.unable_to_connect.app_error',
    elasticsearch: 'ent.elasticsearch.start.get_server_version.app_error',
};

/** The connection tests: what has to hold before the product tries, then what the world says of the service. */
export function makeServiceTestHandlers(world: World): HttpHandler[] {
    return (Object.keys(PATHS) as TestedService[]).map((service) =>
        route(world, 'post', PATHS[service], (call) => {
            assertTestable(call, service);
            const error = world.serviceErrors[service];
            if (error !== undefined) {
                throw new AppError(500, FAILURES[service], error);
            }
            return DONE;
        }),
    );
}

function assertTestable(call: Call, service: TestedService): void {
    const config = effectiveConfig(call.world);
    const {LDAP: ldap, Elasticsearch: search} = viewLicence(call.world, true);
    call.user();
    // The product asks for the licence before the right, here only.
    if (service === 'ldap' && ldap !== 'true') {
        throw new AppError(501, 'api.ldap_groups.license_error', 'your license does not support ldap groups');
    }
    call.permitted('manage_system');
    const isRestrictable = service === 'email' || service === 'elasticsearch';
    if (isRestrictable && isOn(config, 'ExperimentalSettings.RestrictSystemAdmin')) {
        throw permissionMissing();
    }
    if (service === 'ldap' && !isOn(config, 'LdapSettings.Enable') && !isOn(config, 'LdapSettings.EnableSync')) {
        throw new AppError(501, 'ent.ldap.disabled.app_error', 'AD/LDAP disabled or licence does not support AD/LDAP.');
    }
    if (service === 's3' && textSetting(config, 'FileSettings.DriverName') !== 'amazons3') {
        throw new AppError(400, 'api.admin.test_s3.missing_s3_bucket', 'S3 Bucket is required');
    }
    if (service === 'elasticsearch' && search !== 'true') {
        const words = "Your Mattermost license doesn't support indexed search.";
        throw new AppError(501, 'ent.elasticsearch.test_config.license.error', words);
    }
    if (service === 'elasticsearch' && !isOn(config, 'ElasticsearchSettings.EnableIndexing')) {
        const words = 'elasticsearch is disabled.';
        throw new AppError(501, 'ent.elasticsearch.test_config.indexing_disabled.error', words);
    }
}
