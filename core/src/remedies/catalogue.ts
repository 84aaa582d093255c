import type {Data} from '../values/data.ts';
import type {Commands} from '../commands/commands.ts';
import {commandsOf} from '../commands/commands_of.ts';
import {dumpLine, passwordWord, psqlLine} from '../commands/database_line.ts';
import {flagLine, listOf} from '../commands/line.ts';
import {describeQuotas, removeUpdateCheck, startOperator, turnIntoMattermost} from '../commands/kubernetes.ts';
import {mmctlLine} from '../commands/mmctl_line.ts';
import {printWordOr} from '../commands/shell_word.ts';

/**
 * How a remedy is applied. `console` is a path below the site's URL; `commands` are rendered from typed data by
 * the kind's own table (`own`), never taken from a post (security.md rule 1). A remedy without either is advice: its words say all.
 */
type RemedySpec = {
    readonly console?: string;
    readonly commands?: (data: Data, own: Commands) => readonly string[];
};

const PLUGIN_MANAGEMENT = '/admin_console/plugins/plugin_management';
const FILE_STORAGE = '/admin_console/environment/file_storage';
const IMAGE_PROXY = '/admin_console/environment/image_proxy';
const WEB_SERVER = '/admin_console/environment/web_server';
const PASSWORD = '/admin_console/authentication/password';

/** Every remedy. The key is the code; its sentence is `remedy.<code>` in core/words. */
export const REMEDIES = {
    run_the_agent: {commands: () => ['fips-agent check']},
    ask_the_doctor: {commands: () => ['fips-agent doctor']},
    run_beside_the_engine: {commands: () => ['fips-agent init']},
    open_the_page: {},
    enable_local_mode: {},

    move_to_containers: {},
    upgrade_compose: {commands: (data, own) => own.showCompose(data)},
    run_on_supported_platform: {},
    turn_into_mattermost: {commands: turnIntoMattermost},
    change_through_owner: {},
    stop_updater: {},
    check_each_host: {commands: () => ['fips-agent check']},
    find_the_container: {commands: (data, own) => own.findMattermost(data)},
    align_versions: {},
    run_one_server: {commands: (data, own) => own.list(data)},
    use_amd64_host: {},
    compare_image_and_flag: {commands: (data, own) => [...own.showImage(data), flagLine(data)]},
    name_image_pair: {},
    pull_image: {commands: (data, own) => own.pull(data)},
    log_in_to_registry: {commands: (data, own) => own.logIn(data)},
    carry_image_in: {commands: (data, own) => own.carryIn(data)},
    rehearse_the_image: {commands: (data, own) => own.rehearse(data)},
    choose_release: {},
    pin_release: {},
    replace_digest: {},
    name_image_in_file: {},
    remove_image_override: {},
    build_on_fips_image: {},
    settle_drift: {commands: (data, own) => own.applyFiles(data)},
    name_running_image: {},
    recreate_without_rm: {},
    unmount_the_program: {},
    pin_port: {},
    start_container: {commands: (data, own) => own.start(data)},
    read_log: {commands: (data, own) => own.readLog(data)},
    keep_network_quiet: {},
    reload_proxy: {commands: (data, own) => own.reloadProxies(data)},
    expect_proxy_wait: {},
    change_readiness_url: {},
    start_operator: {commands: startOperator},
    switch_on_update_check: {},
    keep_sidecars_out: {},
    try_in_a_pod: {},
    remove_update_check: {commands: removeUpdateCheck},
    keep_to_amd64: {},
    plan_an_outage: {},
    use_rolling_update: {},
    share_the_volume: {},
    make_room_in_quota: {commands: describeQuotas},
    free_disk_space: {commands: (data, own) => own.freeSpace(data)},

    upgrade_server: {},
    upgrade_from_10: {},
    update_fips_readiness: {},
    switch_to_enterprise_edition: {},
    add_licence: {console: '/admin_console/about/license'},
    ask_about_licence: {console: '/admin_console/about/license'},
    wait_for_jobs: {commands: (data) => [mmctlLine(data, 'job list')]},

    rotate_database_password: {
        commands: (data) => [psqlLine(data, `-c "SET password_encryption = 'scram-sha-256'" -c ${passwordWord(data)}`)],
    },
    store_password_as_scram: {
        commands: (data) => [psqlLine(data, `-c "SET password_encryption = 'scram-sha-256'" -c ${passwordWord(data)}`)],
    },
    set_password_encryption: {
        commands: (data) => [
            psqlLine(data, `-c "ALTER SYSTEM SET password_encryption = 'scram-sha-256'" -c 'SELECT pg_reload_conf()'`),
        ],
    },
    give_clients_the_new_password: {},
    upgrade_postgresql: {},

    keep_plugin: {
        console: PLUGIN_MANAGEMENT,
        commands: (data) =>
            listOf(data.plugins).map((id) => mmctlLine(data, `plugin marketplace install ${printWordOr(id, '<id>')}`)),
    },
    enable_marketplace: {
        console: PLUGIN_MANAGEMENT,
        commands: (data) => [mmctlLine(data, 'config set PluginSettings.EnableMarketplace true')],
    },
    remove_stored_copy: {
        commands: (data) => listOf(data.plugins).flatMap((id) => removeAndEnable(data, id)),
    },
    enable_automatic_prepackaged: {
        commands: (data) => [mmctlLine(data, 'config set PluginSettings.AutomaticPrepackagedPlugins true')],
    },
    mend_plugin: {console: PLUGIN_MANAGEMENT, commands: (data) => [mmctlLine(data, 'plugin list')]},
    enable_uploads: {commands: (data) => [mmctlLine(data, 'config set PluginSettings.EnableUploads true')]},
    enable_plugins: {
        console: PLUGIN_MANAGEMENT,
        commands: (data) => [mmctlLine(data, 'config set PluginSettings.Enable true')],
    },
    work_in_the_terminal: {commands: () => ['fips-agent check']},

    raise_minimum_length: {
        console: PASSWORD,
        commands: (data) => [mmctlLine(data, 'config set PasswordSettings.MinimumLength 14')],
    },
    raise_minimum_length_environment: {},
    ask_for_longer_passwords: {},
    enable_email: {console: '/admin_console/environment/smtp'},
    change_own_password: {
        commands: (data) => [mmctlLine(data, 'user change-password <your username>', true)],
    },

    lengthen_image_proxy_key: {console: IMAGE_PROXY},
    use_local_image_proxy: {
        console: IMAGE_PROXY,
        commands: (data) => [mmctlLine(data, 'config set ImageProxySettings.ImageProxyType local')],
    },
    use_rsa_sha256: {
        console: '/admin_console/authentication/saml',
        commands: (data) => [mmctlLine(data, 'config set SamlSettings.SignatureAlgorithm RSAwithSHA256')],
    },
    raise_tls_version: {
        console: WEB_SERVER,
        commands: (data) => [mmctlLine(data, 'config set ServiceSettings.TLSMinVer 1.2')],
    },
    choose_fips_ciphers: {
        commands: (data) => [
            mmctlLine(data, `config set ServiceSettings.TLSOverwriteCiphers ${listOf(data.allowed).join(' ')}`),
        ],
    },
    probe_tls_peers: {
        commands: () => [
            'openssl s_client -connect <host>:<port> -tls1_2 -cipher ECDHE+AESGCM -groups P-256:P-384 </dev/null',
        ],
    },
    lengthen_file_store_secret: {console: FILE_STORAGE},
    use_signature_v4: {
        console: FILE_STORAGE,
        commands: (data) => [mmctlLine(data, 'config set FileSettings.AmazonS3SignV2 false')],
    },
    remove_crypto_overrides: {},

    take_backup: {commands: (data) => [dumpLine(data)]},
} as const satisfies Record<string, RemedySpec>;

export type RemedyCode = keyof typeof REMEDIES;

/** The shell lines of a remedy, filled with this deployment's values; empty where it has none. */
export function remedyCommands(code: RemedyCode, data: Data): readonly string[] {
    const spec: RemedySpec = REMEDIES[code];
    return spec.commands?.(data, commandsOf(data)) ?? [];
}

/** The System Console page where the remedy is done, or undefined. */
export function remedyConsolePath(code: RemedyCode): string | undefined {
    const spec: RemedySpec = REMEDIES[code];
    return spec.console;
}

/** Removing a plugin also disables it; `config set` finds the entry, because a removal leaves it in PluginStates. */
function removeAndEnable(data: Data, id: string): readonly string[] {
    const word = printWordOr(id, '<id>');
    return [
        mmctlLine(data, `plugin delete ${word}`),
        mmctlLine(data, `config set PluginSettings.PluginStates.${word}.Enable true`),
    ];
}
