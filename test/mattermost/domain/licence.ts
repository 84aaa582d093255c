import {makeIdentifier} from '../identifier.ts';
import type {Licence} from '../state.ts';
import type {World} from '../world_shape.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

const SKU_NAMES: Readonly<Record<string, string>> = {
    entry: 'Mattermost Entry',
    professional: 'Professional',
    enterprise: 'Enterprise',
    advanced: 'Enterprise Advanced',
    E10: 'Enterprise E10',
    E20: 'Enterprise E20',
};

/** A licence of that plan, or null for ''. */
export function makeLicence(sku: string, now: number): Licence | null {
    if (sku === '') {
        return null;
    }
    return {
        id: makeIdentifier(),
        sku_short_name: sku,
        users: 1000,
        issued_at: now,
        starts_at: now,
        expires_at: now + YEAR_MS,
        is_trial: false,
    };
}

const PUBLIC_FEATURES = ['LDAP', 'LDAPGroups', 'MFA', 'SAML', 'Cluster', 'Metrics', 'GoogleOAuth', 'Office365OAuth'];
const ENTERPRISE_FEATURES = ['Cluster', 'Metrics', 'Compliance', 'MessageExport', 'DataRetention', 'Elasticsearch'];

/** System roles below system_admin need it; the small plans lack it. */
export function hasCustomRoles(world: World): boolean {
    return !['', 'E10', 'starter'].includes(world.state.licence?.sku_short_name ?? '');
}

/** GET /license/client; `isFull` with read_license_information. Without a licence only `IsLicensed`. */
export function viewLicence(world: World, isFull: boolean): Record<string, string> {
    const licence = world.state.licence;
    if (licence === null || !world.isEnterpriseReady) {
        return {IsLicensed: 'false'};
    }
    const isEnterprise = ['entry', 'enterprise', 'advanced', 'E20'].includes(licence.sku_short_name);
    const features = [
        ...new Set([...PUBLIC_FEATURES, ...ENTERPRISE_FEATURES, 'CustomPermissionsSchemes', 'GuestAccounts']),
    ];
    const view: Record<string, string> = {
        IsLicensed: 'true',
        SkuShortName: licence.sku_short_name,
        Users: String(licence.users),
        IsTrial: String(licence.is_trial),
        IsGovSku: 'false',
        Cloud: 'false',
        ...Object.fromEntries(
            features.map((name) => [name, String(isEnterprise || !ENTERPRISE_FEATURES.includes(name))]),
        ),
    };
    if (!isFull) {
        return view;
    }
    return {
        ...view,
        Id: licence.id,
        SkuName: SKU_NAMES[licence.sku_short_name] ?? licence.sku_short_name,
        Name: 'Example Admin',
        Email: 'admin@example.com',
        Company: 'Example',
        IssuedAt: String(licence.issued_at),
        StartsAt: String(licence.starts_at),
        ExpiresAt: String(licence.expires_at),
    };
}
