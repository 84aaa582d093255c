import type {User} from './state.ts';

/** The permissions this stand-in tells apart; the names are the product's, `sysconsole_*` stands for any of that family. */
export type Permission =
    | 'manage_system'
    | 'sysconsole_read'
    | 'sysconsole_write'
    | 'sysconsole_read_plugins'
    | 'sysconsole_write_plugins'
    | 'sysconsole_read_environment_high_availability'
    | 'get_analytics'
    | 'get_logs'
    | 'read_jobs'
    | 'read_license_information'
    | 'read_audits'
    | 'create_bot'
    | 'manage_roles'
    | 'edit_other_users'
    | 'create_team'
    | 'list_private_teams';

const READ_ONLY: readonly Permission[] = [
    'sysconsole_read',
    'sysconsole_read_plugins',
    'sysconsole_read_environment_high_availability',
    'get_analytics',
    'get_logs',
    'read_jobs',
    'read_license_information',
    'read_audits',
];

const ROLES: Readonly<Record<string, readonly Permission[]>> = {
    system_user: ['create_team'],
    system_read_only_admin: READ_ONLY,
    system_manager: READ_ONLY,
};

function hasRole(user: User, role: string): boolean {
    return user.roles.split(' ').includes(role);
}

export function isSystemAdmin(user: User): boolean {
    return hasRole(user, 'system_admin');
}

/** system_admin holds every permission. */
export function isAllowed(user: User, permission: Permission): boolean {
    return isSystemAdmin(user) || user.roles.split(' ').some((role) => ROLES[role]?.includes(permission) === true);
}
