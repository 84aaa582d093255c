import type {AnyCheck} from './check.ts';
import {acting_admin_lockout} from './acting_admin_lockout.ts';
import {architecture} from './architecture.ts';
import {backup} from './backup.ts';
import {compose_drift} from './compose_drift.ts';
import {container_removal} from './container_removal.ts';
import {container_state} from './container_state.ts';
import {crypto_environment} from './crypto_environment.ts';
import {current_variant} from './current_variant.ts';
import {database_password_length} from './database_password_length.ts';
import {database_password_storage} from './database_password_storage.ts';
import {database_role_clients} from './database_role_clients.ts';
import {database_version} from './database_version.ts';
import {deployment_owner} from './deployment_owner.ts';
import {deployment_type} from './deployment_type.ts';
import {disk_space} from './disk_space.ts';
import {edition} from './edition.ts';
import {file_store_secret} from './file_store_secret.ts';
import {fips_image_available} from './fips_image_available.ts';
import {front_proxy} from './front_proxy.ts';
import {image_mounts} from './image_mounts.ts';
import {image_pin} from './image_pin.ts';
import {image_proxy_secret} from './image_proxy_secret.ts';
import {image_source} from './image_source.ts';
import {jobs_in_progress} from './jobs_in_progress.ts';
import {licence_plan} from './licence_plan.ts';
import {local_account_lockout} from './local_account_lockout.ts';
import {network_address} from './network_address.ts';
import {node_coverage} from './node_coverage.ts';
import {page_install} from './page_install.ts';
import {operator} from './operator.ts';
import {other_components} from './other_components.ts';
import {password_minimum_length} from './password_minimum_length.ts';
import {plugins_failing} from './plugins_failing.ts';
import {plugins_non_fips} from './plugins_non_fips.ts';
import {plugins_shadowed} from './plugins_shadowed.ts';
import {plugins_vanish} from './plugins_vanish.ts';
import {pod_replacement} from './pod_replacement.ts';
import {prepackaged_plugins_off} from './prepackaged_plugins_off.ts';
import {saml_signature} from './saml_signature.ts';
import {server_version} from './server_version.ts';
import {shared_channels} from './shared_channels.ts';
import {text_extraction} from './text_extraction.ts';
import {tls_listener} from './tls_listener.ts';
import {tls_peers} from './tls_peers.ts';
import {update_check} from './update_check.ts';

/** Every check, by group, in the order results are listed. */
export const CHECKS: readonly AnyCheck[] = [
    deployment_type,
    deployment_owner,
    node_coverage,
    architecture,
    current_variant,
    fips_image_available,
    image_pin,
    image_source,
    compose_drift,
    container_removal,
    image_mounts,
    container_state,
    network_address,
    front_proxy,
    disk_space,
    operator,
    update_check,
    pod_replacement,
    other_components,

    server_version,
    edition,
    licence_plan,
    jobs_in_progress,

    database_password_length,
    database_password_storage,
    database_role_clients,
    database_version,

    plugins_vanish,
    plugins_shadowed,
    plugins_non_fips,
    plugins_failing,
    prepackaged_plugins_off,
    page_install,

    password_minimum_length,
    local_account_lockout,
    acting_admin_lockout,

    image_proxy_secret,
    shared_channels,
    saml_signature,
    tls_listener,
    tls_peers,
    file_store_secret,
    text_extraction,
    crypto_environment,

    backup,
];
