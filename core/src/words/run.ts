/** What a run and its plan say, in the terminal and on the page; the terminal's own stands in terminal.ts. ICU message syntax, English. */
export const RUN_WORDS = {
    'goal.to_fips': 'to the FIPS image',
    'goal.to_standard': 'back to the standard image',
    'goal.rotate': 'to a new database password',

    'step.rescue_kit.title': 'Write the rescue kit',
    'step.pull.title': 'Pull the image',
    'step.inspect.title': 'Inspect the image',
    'step.keep_image.title': 'Make sure the old image can be restored',
    'step.backup.title': 'Save the database',
    'step.rotate.title': 'Change the database password',
    'step.rehearse.title': 'Rehearse alongside the live site',
    'step.edit.title': 'Edit the project’s files',
    'step.recreate.title': 'Recreate the container',
    'step.patch.title': 'Patch the resource',
    'step.wait.title': 'Wait until Mattermost is ready',
    'step.verify.title': 'Verify in layers',
    'step.finish.title': 'Finish',
    'step.restore_files.title': 'Restore the old files',
    'step.restore_password.title': 'Restore the old database password',
    'step.restore_container.title': 'Restore the old container',
    'step.restore_resource.title': 'Revert the patch of the resource',
    'step.wait_back.title': 'Wait until Mattermost is ready again',
    'step.verify_back.title': 'Verify the old state',

    'step.outcome.written': 'written',
    'step.outcome.already': 'already done',
    'step.outcome.pulled': 'pulled: {image}',
    'step.outcome.already_here': 'already in the Docker engine: {image}',
    'step.outcome.same_version': 'amd64, Mattermost {version} as the running server, {imageId}',
    'step.outcome.in_registry': 'the registry still has it, under its digest',
    'step.outcome.kept': 'saved, because no registry has it: {file}, {bytes, plural, one {# byte} other {# bytes}}',
    'step.outcome.not_kept':
        'no registry has it, and {path} does not have space for {bytes, plural, one {# byte} other {# bytes}}: do not prune images on this host while you may need a rollback',
    'step.outcome.dumped':
        'dumped and verified by listing: {file}, {bytes, plural, one {# byte} other {# bytes}}, {entries, plural, one {# table} other {# tables}} with data',
    'step.outcome.attested': 'attested by {by}: {reference}, taken {takenAt}',
    'step.outcome.command_done': 'your backup command succeeded',
    'step.outcome.rotated': 'changed, and login with the new password proved',
    'step.outcome.rehearsed': 'configuration accepted, database login proved (schema version {schemaVersion})',
    'step.outcome.recreated': 'recreated: {container}',
    'step.outcome.patched': 'the resource {name} names the target image',
    'step.outcome.rolled_out':
        'all pods run it and are ready ({pods, plural, one {# pod} other {# pods}}), after {seconds} s',
    'step.outcome.rolled_out_rotated':
        'all pods run it and are ready ({pods, plural, one {# pod} other {# pods}}), after {seconds} s; until then, for {oldLoginSeconds} s, old pods had no database connections but those they had opened before the change',
    'step.outcome.resource_stays': 'finished; the resource {name} still names the target image',
    'step.outcome.restored_job_stays':
        'restored; the operator’s update check stays, because this user may not delete Jobs: kubectl -n {namespace} delete job mattermost-update-check',
    'step.outcome.ready': 'ready after {seconds} s',
    'step.outcome.silent_as_before': 'it runs but does not answer, as before the run',
    'step.outcome.verified':
        '{passed} of {layers, plural, one {# layer} other {# layers}} passed{skippedCount, plural, =0 {} other {; not proved: {skipped}}}',
    'step.outcome.finished': 'finished; the old image is kept until you discard it',
    'step.outcome.restored': 'restored',

    'step.outcome.restored_lines':
        'the lines this run changed in {path} are restored; other changes to the file were kept',

    'wait.engine_unreachable':
        'no Docker engine answers at {endpoint}. Start it: the agent retries until it answers or until you stop the agent',
    'wait.engine_slow':
        'the Docker engine at {endpoint} does not answer in time. Check the load of the host, or restart the engine: the agent retries until it answers or until you stop the agent',
    'wait.cluster_unreachable':
        'the Kubernetes API of the context {context} does not answer or refuses the login: the agent retries until it answers or until you stop the agent',
    'wait.database_unreachable':
        'PostgreSQL in the container {container} does not answer. Start it: the agent retries until it answers or until you stop the agent',
    'wait.database_away':
        'PostgreSQL at {host} does not answer: the agent retries until it answers or until you stop the agent',
    'wait.database_paused':
        'the database container {container} is paused. Unpause it: the agent retries until it answers or until you stop the agent',
    'wait.database_gone':
        'the database container {container} is gone. Recreate it: the agent retries until it is there or until you stop the agent',

    'step.reason.unexpected': 'the agent has a bug; the details are in the run’s folder',
    'step.reason.queue_unsafe':
        'the agent’s channel was no longer safe right before the recreate: somebody else is in it, or it could not be checked',
    'step.reason.bundle_gone': 'a stored plugin bundle that the plan keeps for the rollback is gone; make a new plan',
    'step.reason.kit_not_written': 'the rescue kit could not be written to {path}',
    'step.reason.image_moved': 'the tag now names a different image from the one that was planned',
    'step.reason.old_image_gone':
        'the old image {image} is no longer in the Docker engine, and the registry does not have it',
    'step.reason.tag_moved': 'the name {image} was given to another image in the meantime',
    'step.reason.wrong_image': 'the container runs a different image from the one that was inspected',
    'step.reason.file_differs': '{path} has changed since this was planned',
    'step.reason.file_changed_since':
        'the lines this run changed in {path} have been changed again by somebody else, so the file was left as it is. Set the old image there, then roll back again',
    'step.reason.file_not_restored': '{path} could not be written',
    'step.reason.file_missing': '{path} is gone',
    'step.reason.file_link': '{path} is a link, or is in a folder that is one',
    'step.reason.file_not_regular': '{path} is not a regular file',
    'step.reason.file_hard_linked': '{path} has a second name (hard link), and an edit would separate the two',
    'step.reason.file_parent_foreign': 'a folder above {path} belongs to neither root nor the file’s owner',
    'step.reason.file_parent_writable': 'a folder above {path} is writable by others',
    'step.reason.file_not_text': '{path} is not UTF-8 text',
    'step.reason.file_unreadable': '{path} cannot be read',
    'step.reason.not_written_no_space': 'no space is left to write {path}',
    'step.reason.not_written_read_only': '{path} is mounted read-only',
    'step.reason.not_written_busy': '{path} is itself a mount and cannot be replaced',
    'step.reason.not_written_refused': '{path} could not be written',
    'step.reason.compose_up_failed':
        'docker compose up failed with exit code {exitCode}; its output is in the run’s folder',
    'step.reason.left_halfway': 'another docker compose up left the container half recreated, as {container}',
    'step.reason.container_gone': 'the container is gone',
    'step.reason.container_refused':
        'the Docker engine refuses to create, stop or start the container (status {status}); its log says why',
    'step.reason.kept_container_gone':
        'the old container {container} was removed by somebody, and no container is left to recreate it from',
    'step.reason.resource_gone': 'there is no Mattermost resource {name} any more',
    'step.reason.resource_replaced': 'the resource {name} was deleted and created again',
    'step.reason.resource_changed':
        'somebody else has changed the image or version of the resource {name} since; their change was left as it is',
    'step.reason.resource_changed_back':
        'the resource {name} or its pods no longer have the target image: somebody, or a tool that manages the resource, has changed it',
    'step.reason.secret_gone': 'there is no Secret {name} any more',
    'step.reason.secret_changed': 'somebody else has changed the Secret {name} since; their change was left as it is',
    'step.reason.secret_forbidden': 'this user may not patch the Secret {name} in the namespace {namespace}',
    'step.reason.lease_lost':
        'the Lease {name} in the namespace {namespace} is no longer this run’s: somebody deleted it, or another run took it',
    'step.reason.cluster_away': 'the Kubernetes API of the context {context} did not answer',
    'step.reason.patch_forbidden': 'this user may not patch the resource {name} in the namespace {namespace}',
    'step.reason.image_not_pulled':
        'a node cannot pull the target image (pod {pod}): {cause}; kubectl describe pod shows all of it',
    'step.reason.update_check_failed':
        'the operator’s update check failed with the target image (pod {pod}): {cause}; its last words are in the run’s folder',
    'step.reason.update_check_shared':
        'the update check of another installation, {owner}, fails (pod {pod}) and blocks this one: one Job serves the namespace',
    'step.reason.pod_crash_loop':
        'a pod with the target image exits and restarts again and again ({pod}): {cause}; its last words are in the run’s folder',
    'step.reason.pod_unschedulable': 'no node has room for a pod with the target image ({pod})',
    'step.reason.pods_refused': 'a quota or a policy of the cluster refuses new pods (kubectl get events shows which)',
    'step.reason.pinned_elsewhere':
        'the operator does not use spec.image: another field of the resource, such as resourcePatch, names the image',
    'step.reason.exited': 'the container exited on its own (exit code {exitCode})',
    'step.reason.crash_loop': 'the container exits and restarts again and again',
    'step.reason.not_ready': 'Mattermost was not ready within {seconds} s',
    'step.reason.no_container': 'there is no container',
    'step.reason.interrupted': 'it was stopped before it changed anything',
    'step.reason.rehearsal_failed': 'the rehearsal failed: {outcome}',
    'step.reason.layer_failed': 'a layer failed: {layers}',
    'step.reason.backup_not_attested': 'nobody has attested a backup taken in the last 24 hours (BACKUP_ATTESTED)',
    'step.reason.backup_failed': 'the backup failed: {problem}',
    'step.reason.no_database_container':
        'PostgreSQL does not run in a container next to Mattermost, so the agent cannot dump it: set BACKUP to attest or command',
    'step.reason.no_pg_dump': 'there is no pg_dump on this machine: install it, or set BACKUP to attest or command',
    'step.reason.pg_dump_too_old':
        'pg_dump on this machine is version {version}, and PostgreSQL {needed}: install a newer one, or set BACKUP to attest or command',
    'step.reason.database_not_reached':
        'the database cannot be reached from here, so the agent cannot dump it: set BACKUP to attest or command',
    'step.reason.backup_no_space': 'not enough space for the dump',
    'step.reason.backup_command_failed': 'your backup command failed with exit code {exitCode}',
    'step.reason.password_not_staged': 'the old password is no longer in the planned place',
    'step.reason.database_not_found': 'the database container is not running, or was not found',
    'step.reason.login_refused': 'PostgreSQL refuses the password Mattermost was started with; no password was changed',
    'step.reason.unreachable': 'PostgreSQL could not be reached; no password was changed',
    'step.reason.put_back': 'login with the new password could not be proved; the old password is restored and proved',
    'step.reason.put_back_failed': 'login could be proved with neither the old nor the new password',
    'step.reason.refused_by_server': 'PostgreSQL refuses to change the password (code {sqlState})',

    'run.end.succeeded': 'Succeeded',
    'run.end.rolled_back': 'Rolled back',
    'run.end.needs_attention': 'Needs attention',
    'run.end.refused': 'Refused',
    'run.end.cancelled': 'Cancelled',
    'run.end.open': 'Not finished',
    'run.state.succeeded': 'The deployment is in the planned state.',
    'run.state.rolled_back': 'The deployment is in its former state.',
    'run.state.needs_attention':
        'Somebody has to look at it. ROLLBACK.txt in the rescue kit lists what was changed, with the commands to roll it back.',
    'run.state.refused': 'The deployment was not changed.',
    'run.state.cancelled': 'The deployment was not changed.',
    'run.state.open':
        'The run was interrupted. Resume it: fips-agent apply --resume. Or roll it back: fips-agent rollback {run}',
    'site.succeeded':
        '{goal, select, to_fips {Up on the FIPS image} to_standard {Up on the standard image} other {Up with the new database password}}',
    'site.rolled_back':
        '{goal, select, rotate {Up with the old database password: the change was rolled back because {because}} other {Up on the old image: the swap was rolled back because {because}}}',
    'site.rolled_back_by':
        '{goal, select, rotate {Up with the old database password: {by} rolled the change back} other {Up on the old image: {by} rolled the swap back}}',
    'site.moved_with_findings':
        '{goal, select, to_fips {Up on the FIPS image, but something needs attention} to_standard {Up on the standard image, but something needs attention} other {Up with the new database password, but something needs attention}}',
    'site.needs_attention':
        '{goal, select, rotate {Needs attention: the password change did not finish because {because}} other {Needs attention: the swap did not finish because {because}}}',
    'site.refused':
        '{goal, select, rotate {Nothing was changed: the password change stopped because {because}} other {Nothing was changed: the swap stopped because {because}}}',
    'site.cancelled':
        '{goal, select, rotate {Nothing was changed: the password change was cancelled} other {Nothing was changed: the swap was cancelled}}',
    'site.layer.container': 'the container did not run',
    'site.layer.image': 'the container ran a different image from the inspected one',
    'site.layer.pods': 'not every pod was as planned',
    'site.layer.restarts': 'a pod restarted',
    'site.layer.settings': 'the container’s settings differed from before',
    'site.layer.api': 'the API did not answer',
    'site.layer.version': 'the server was not the same release as before',
    'site.layer.fips_flag': 'the server reported the wrong build',
    'site.layer.database': 'the server could not write to its database',
    'site.layer.file_store': 'the server could not use its file store',
    'site.layer.web_app': 'the web app did not load',
    'site.layer.docker_health': 'Docker reported the container as unhealthy',
    'site.layer.plugins': 'plugins were not as before',
    'site.layer.front_door': 'the site URL did not answer',

    'run.because.all_steps_done': 'every step is done',
    'run.because.cancel_asked': 'it was cancelled',
    'run.because.roll_back_asked': 'a rollback was requested',
    'run.because.restore_files_failed': 'the old files could not be restored',
    'run.because.restore_password_failed': 'the old database password could not be restored',
    'run.because.restore_container_failed': 'the old container could not be restored',
    'run.because.restore_resource_failed': 'the patch of the resource could not be reverted',
    'run.because.wait_back_failed': 'Mattermost did not get ready after the rollback',
    'run.because.verify_back_failed': 'the old state could not be proved',

    'notice.front_door': 'The site URL does not answer as it should, but Mattermost itself works.',
    'notice.restarts': 'Pods have restarted since they were created: {names}.',
    'notice.plugins': 'Plugins are not as they were before: {names}.',
    'notice.functions': 'The bot could not prove these functions: {names}.',
    'notice.docker_health': 'Docker reports the container as unhealthy; it was healthy before.',

    'run.begun': 'Run {run}: {goal}. Rescue kit: {kit}',
    'run.turned_back': 'Rolling back: {because}',
    'run.discarded_by': '{by} discarded what was kept for the rollback.',
    'run.down': 'Down for {seconds} s, measured at the server.',
    'run.down_front': 'Down for {seconds} s, measured at the site URL.',
    'run.silence': 'Mattermost goes down now; expected downtime: {from} to {to} s.',

    'plan.moved.format': 'the agent, which now makes plans in another format',
    'plan.moved.goal': 'the goal',
    'plan.moved.mode': 'who applies it',
    'plan.moved.handover': 'who applies it',
    'plan.moved.deployment': 'the deployment or its container',
    'plan.moved.serverVersion': 'the server’s version',
    'plan.moved.from': 'the running image',
    'plan.moved.to': 'the target image',
    'plan.moved.changes': 'the lines to change',
    'plan.moved.fingerprints': 'a file of the project, or the agent’s key',
    'plan.moved.rotation': 'the database password or its place',
    'plan.moved.randomPorts': 'the ports Docker chooses',
    'plan.moved.recreated': 'what else is recreated',
    'plan.moved.backup': 'how the database is saved',
    'plan.moved.steps': 'the steps or their limits',
    'plan.moved.plugins': 'the plugins',
    'plan.moved.risks': 'the accepted risks',
    'plan.moved.rollBack': 'whether it rolls back automatically',

    'plan.handover': 'Do this yourself: {reason}',
    'plan.by_agent': 'The agent does these in this order; nothing is done until somebody approves the plan.',
    'plan.no_downtime': 'No downtime is expected: Mattermost keeps answering until what replaces it is ready.',
    'plan.downtime': 'Down for {from} to {to} s ({source})',
    'plan.downtime.last_start': 'measured on this host: its last start, earlier runs and rehearsals',
    'plan.downtime.usual': 'typical values of other hosts: nothing has been measured here yet',
    'plan.random_ports':
        'Docker chose the host port at random and will choose another one: {ports}. Anything that uses the old port does not reach Mattermost afterwards.',
    'plan.recreated': 'Recreated with it: {services}',
    'plan.rotation': 'Changes the password of the role {role}, set in {path}:{line}',
    'plan.rotation_secret':
        'Changes the password of the role {role}, set in the Secret {secret} ({keys}). Until the new pods are ready, the old ones keep their open database connections but cannot open new ones.',
    'plan.stores':
        'At its first start the FIPS server stores its own build of {names} in the file store. A rollback leaves it there, and the standard image then runs that build until you remove the copy; the rollback shows how.',
    'plan.stores.kept':
        'The FIPS server may store its own build in place of the stored bundle of {names}. The rescue kit keeps that bundle, and a rollback restores it.',
    'plan.stores.too_large':
        'The FIPS server may store its own build in place of the stored bundle of {names}, which is too large for the rescue kit (more than 512 MiB). Copy it out of the file store first: a rollback cannot restore it.',
    'plan.stores.unreadable':
        'The FIPS server may store its own build in place of the stored bundle of {names}, which could not be read. Copy it out of the file store first: a rollback cannot restore it.',
    'plan.stores.elsewhere':
        'The FIPS server may store its own build in place of the stored bundle of {names}. That bundle is not in a folder of the container (S3, or another folder): copy it out of the file store first. A rollback cannot restore it.',
    'rollback.stays_kept':
        'One thing stays: the FIPS server has stored its own build of {names} in the file store, and the bundle that was there could not be restored. It is kept as {files}; these commands restore it.',
    'rollback.stays':
        'One thing stays: the FIPS server has stored its own build of {names} in the file store, and the standard image now runs it. These commands remove it and restore the image’s own build; the plugin’s data is kept.',
    'plan.rotation_clients': 'Also logged in with this role, and locked out by the change: {clients}',
    'plan.backup': 'Backup: {way}',
    'backup.dump': 'a dump of the database, verified by listing it',
    'backup.attest': 'an attested backup: {note}',
    'backup.command': 'your own backup command',
    'backup.none': 'none: {note}',
    'pod.cause.image_missing': 'the registry does not have it',
    'pod.cause.image_denied': 'the registry refuses the login, or has no such image',
    'pod.cause.image_unreachable': 'the registry cannot be reached',
    'pod.cause.image_platform': 'it has no build for the node’s architecture',
    'pod.cause.invalid_configuration': 'it refuses the configuration ({errorId})',
    'pod.cause.configuration_unreadable': 'it cannot read the configuration',
    'pod.cause.database_login_refused': 'the database refuses the login',
    'pod.cause.database_missing': 'the database does not exist',
    'pod.cause.database_too_old': 'PostgreSQL is too old',
    'pod.cause.database_unreachable': 'it cannot reach the database',
    'pod.cause.database_tls_refused': 'it cannot agree on TLS with the database',
    'pod.cause.did_not_start': 'it does not start',
    'pod.cause.unknown': 'the cause is not known',
    'backup.problem.stalled': 'no data arrived for longer than BACKUP_STALL_SECONDS',
    'backup.problem.no_space': 'there was no space left',
    'backup.problem.failed': 'pg_dump failed; what it said is in the run’s folder',
    'backup.problem.not_verified': 'it was written, but pg_restore could not read all of it',
    'backup.problem.interrupted': 'it was interrupted',
    'backup.problem.not_started': 'your backup command could not be started',
    'backup.problem.timed_out': 'your backup command took longer than 12 hours',
    'plan.restores':
        '{way, select, patch {A rollback restores: resource{password}. Every pod is replaced again.} other {A rollback restores: files, container and image (by id){password}.}} What users write in the meantime is kept.',
    'plan.restores_password': ', database password',
    'plan.users':
        'Mattermost will be down for a few moments on {when}: it moves {goal}. Drafts are kept; please reload the page afterwards.',
    'plan.users_no_downtime':
        'Mattermost moves {goal} on {when}. No downtime is expected; please reload the page afterwards.',
    'plan.digest': 'Digest: {digest}',
} as const;
