/** What a run and its plan say, in the terminal and on the page; the terminal's own stands in terminal.ts. ICU message syntax, English. */
export const RUN_WORDS = {
    'goal.to_fips': 'to the FIPS image',
    'goal.to_standard': 'back to the standard image',
    'goal.rotate': 'to a new database password',

    'step.rescue_kit.title': 'Write the rescue kit',
    'step.pull.title': 'Pull the image',
    'step.inspect.title': 'Inspect the image',
    'step.keep_image.title': 'Make sure the old image can come back',
    'step.backup.title': 'Save the database',
    'step.rotate.title': 'Change the database password',
    'step.rehearse.title': 'Rehearse beside the live site',
    'step.edit.title': 'Edit the project’s files',
    'step.recreate.title': 'Recreate the container',
    'step.patch.title': 'Patch the resource',
    'step.wait.title': 'Wait until Mattermost is ready',
    'step.verify.title': 'Verify in layers',
    'step.finish.title': 'Finish',
    'step.restore_files.title': 'Put the old files back',
    'step.restore_password.title': 'Put the old database password back',
    'step.restore_container.title': 'Put the old container back',
    'step.restore_resource.title': 'Patch the resource back',
    'step.wait_back.title': 'Wait until Mattermost is ready again',
    'step.verify_back.title': 'Verify the old state',

    'step.outcome.written': 'written',
    'step.outcome.already': 'was done already',
    'step.outcome.pulled': 'pulled: {image}',
    'step.outcome.already_here': 'in the engine already: {image}',
    'step.outcome.same_version': 'amd64, Mattermost {version} as the running server, {imageId}',
    'step.outcome.in_registry': 'the registry gives it back, by its digest',
    'step.outcome.kept': 'saved, because no registry gives it back: {file}, {bytes} bytes',
    'step.outcome.not_kept':
        'no registry gives it back, and {path} has no room for {bytes} bytes: keep the engine from cleaning it up until the move is settled',
    'step.outcome.dumped': 'dumped and verified by listing: {file}, {bytes} bytes, {entries} entries',
    'step.outcome.attested': 'vouched for: {reference}, taken {takenAt} by {by}',
    'step.outcome.command_done': 'your backup command ended well',
    'step.outcome.rotated': 'changed, and the new login proved',
    'step.outcome.rehearsed': 'configuration accepted, database login proved (schema version {schemaVersion})',
    'step.outcome.recreated': 'recreated: {container}',
    'step.outcome.ready': 'ready after {seconds} s',
    'step.outcome.silent_as_before': 'it runs, and does not answer, as before the run',
    'step.outcome.verified':
        '{passed} of {layers} layers passed{skippedCount, plural, =0 {} other {; not proved: {skipped}}}',
    'step.outcome.finished': 'finished; the old image stays until you discard it',
    'step.outcome.restored': 'put back',

    'step.outcome.restored_lines': 'the run’s own lines are back in {path}; what somebody else changed there was kept',

    'wait.engine_unreachable':
        'no Docker engine answers at {endpoint}. Start it: the agent tries again until it is there or until you stop the agent',
    'wait.engine_slow':
        'the Docker engine at {endpoint} does not answer in time. Look at the load of the host, or restart the engine: the agent tries again until it answers or until you stop the agent',
    'wait.database_unreachable':
        'PostgreSQL in the container {container} does not answer. Start it first: the agent tries again until it answers or until you stop the agent',
    'wait.database_paused':
        'the database’s container {container} is paused. Unpause it: the agent tries again until it answers or until you stop the agent',
    'wait.database_gone':
        'the database’s container {container} is gone. Bring it back first: the agent tries again until it is there or until you stop the agent',

    'step.reason.unexpected': 'the agent ran into a bug; what it saw is kept in the run’s folder',
    'step.reason.queue_unsafe':
        'the queue was not safe any more right before the recreate: somebody else is in it, or it could not be looked at',
    'step.reason.bundle_gone':
        'a stored plugin bundle that the plan keeps for the rollback is not there any more; make a new plan',
    'step.reason.kit_not_written': 'the rescue kit could not be written to {path}',
    'step.reason.image_moved': 'the tag names another image than when this was planned',
    'step.reason.old_image_gone':
        'the old image {image} is not in the engine any more and the registry does not give it back',
    'step.reason.tag_moved': 'somebody gave the name {image} to another image meanwhile',
    'step.reason.wrong_image': 'the container runs another image than the one that was inspected',
    'step.reason.file_differs': '{path} was changed by somebody since this was planned',
    'step.reason.file_changed_since':
        'somebody changed the very lines of this run in {path}: it was left as it is. Put the old image back there, then roll back again',
    'step.reason.file_not_restored': '{path} could not be written',
    'step.reason.file_missing': '{path} is gone',
    'step.reason.file_link': '{path} is a link, or lies under one',
    'step.reason.file_not_regular': '{path} is no regular file',
    'step.reason.file_hard_linked': '{path} has a second name, and an edit would part them',
    'step.reason.file_parent_foreign':
        'a folder above {path} belongs to somebody else than root and the file’s own owner',
    'step.reason.file_parent_writable': 'a folder above {path} can be written by others',
    'step.reason.file_not_text': '{path} is not UTF-8 text',
    'step.reason.file_unreadable': '{path} cannot be read',
    'step.reason.not_written_no_space': 'no space is left to write {path}',
    'step.reason.not_written_read_only': '{path} is mounted read-only',
    'step.reason.not_written_busy': '{path} is a mount of its own and cannot be replaced',
    'step.reason.not_written_refused': '{path} could not be written',
    'step.reason.compose_up_failed':
        'docker compose up ended with exit {exitCode}; what it said is kept in the run’s folder',
    'step.reason.left_halfway': 'another docker compose up left the container halfway, as {container}',
    'step.reason.container_gone': 'there is no container any more',
    'step.reason.container_refused':
        'the engine refuses to make, stop or start the container (status {status}); its own log says why',
    'step.reason.kept_container_gone':
        'the old container {container} was removed by somebody, and there is none to make it from',
    'step.reason.exited': 'the container ended by itself (exit {exitCode})',
    'step.reason.crash_loop': 'the container ends and is started again, over and over',
    'step.reason.not_ready': 'Mattermost did not get ready in {seconds} s',
    'step.reason.no_container': 'there is no container',
    'step.reason.interrupted': 'stopped while it could still be stopped without a trace',
    'step.reason.rehearsal_failed': 'the rehearsal failed: {outcome}',
    'step.reason.layer_failed': 'a layer failed: {layers}',
    'step.reason.backup_not_attested': 'nobody vouches for a backup of the last 24 hours (BACKUP_ATTESTED)',
    'step.reason.backup_failed': 'the backup failed: {problem}',
    'step.reason.no_database_container':
        'PostgreSQL does not run in a container beside Mattermost, so the agent cannot dump it: choose BACKUP=attest or command',
    'step.reason.backup_no_space': 'not enough space for the dump',
    'step.reason.backup_command_failed': 'your backup command ended with exit {exitCode}',
    'step.reason.password_not_staged': 'the old password does not stand any more where it was planned',
    'step.reason.database_not_found': 'the container of the database does not run, or was not found',
    'step.reason.login_refused':
        'PostgreSQL refuses the password Mattermost was started with; nothing was changed in it',
    'step.reason.unreachable': 'PostgreSQL could not be reached; nothing was changed in it',
    'step.reason.put_back': 'the login with the new password was not proved, and the old one is back and proved',
    'step.reason.put_back_failed': 'neither password could be proved',
    'step.reason.refused_by_server': 'PostgreSQL refuses to change the password (code {sqlState})',

    'run.end.succeeded': 'Succeeded',
    'run.end.rolled_back': 'Rolled back',
    'run.end.needs_attention': 'Needs attention',
    'run.end.refused': 'Refused',
    'run.end.cancelled': 'Cancelled',
    'run.end.open': 'Not ended',
    'run.state.succeeded': 'The deployment runs the planned state.',
    'run.state.rolled_back': 'The deployment is back in the state it had before.',
    'run.state.needs_attention':
        'A person has to look at it. What was changed stands in ROLLBACK.txt of the rescue kit, with the commands that take it back.',
    'run.state.refused': 'The deployment was not changed.',
    'run.state.cancelled': 'The deployment was not changed.',
    'run.state.open':
        'The run was interrupted. Go on with it: fips-agent apply --resume. Or take it back: fips-agent rollback {run}',
    'site.succeeded':
        '{goal, select, to_fips {Up on the FIPS image} to_standard {Up on the standard image} other {Up with the new database password}}',
    'site.rolled_back':
        '{goal, select, rotate {Up with the old database password: the change was rolled back because {because}} other {Up on the old image: the swap was rolled back because {because}}}',
    'site.rolled_back_by':
        '{goal, select, rotate {Up with the old database password: {by} rolled the change back} other {Up on the old image: {by} rolled the swap back}}',
    'site.moved_with_findings':
        '{goal, select, to_fips {Up on the FIPS image, but something needs a look} to_standard {Up on the standard image, but something needs a look} other {Up with the new database password, but something needs a look}}',
    'site.needs_attention':
        '{goal, select, rotate {Needs attention: the password change did not finish because {because}} other {Needs attention: the swap did not finish because {because}}}',
    'site.refused':
        '{goal, select, rotate {Nothing was changed: the password change stopped because {because}} other {Nothing was changed: the swap stopped because {because}}}',
    'site.cancelled':
        '{goal, select, rotate {Nothing was changed: the password change was cancelled} other {Nothing was changed: the swap was cancelled}}',
    'site.layer.container': 'the container did not run',
    'site.layer.image': 'the container ran another image than the inspected one',
    'site.layer.settings': 'the container’s settings differed from before',
    'site.layer.api': 'the API did not answer',
    'site.layer.version': 'the server was another release than before',
    'site.layer.fips_flag': 'the server reported the wrong build',
    'site.layer.database': 'the server could not write to its database',
    'site.layer.file_store': 'the server could not use its file store',
    'site.layer.web_app': 'the web app did not load',
    'site.layer.docker_health': 'Docker called the container unhealthy',
    'site.layer.plugins': 'plugins were not as before',
    'site.layer.front_door': 'the site URL did not answer',

    'run.because.all_steps_done': 'every step is done',
    'run.because.cancel_asked': 'it was cancelled',
    'run.because.roll_back_asked': 'rolling back was asked for',
    'run.because.restore_files_failed': 'the old files could not be put back',
    'run.because.restore_password_failed': 'the old database password could not be put back',
    'run.because.restore_container_failed': 'the old container could not be put back',
    'run.because.restore_resource_failed': 'the resource could not be patched back',
    'run.because.wait_back_failed': 'Mattermost did not get ready on the way back',
    'run.because.verify_back_failed': 'the old state could not be proved',

    'notice.front_door': 'The front door does not answer as it should, while the inside is well.',
    'notice.plugins': 'Plugins are not as they were before: {names}.',
    'notice.functions': 'The bot could not prove: {names}.',
    'notice.docker_health': 'Docker calls the container unhealthy, and it was healthy before.',

    'run.begun': 'Run {run}: {goal}. Rescue kit: {kit}',
    'run.turned_back': 'Rolling back: {because}',
    'run.discarded_by': 'What was kept for the way back was discarded by {by}.',
    'run.down': 'Down for {seconds} s, measured at the container.',
    'run.down_front': 'Down for {seconds} s, measured at the front door.',
    'run.silence': 'Mattermost goes down now; expected: {from} to {to} s.',

    'plan.moved.format': 'the agent, which makes plans of another format now',
    'plan.moved.goal': 'the goal',
    'plan.moved.mode': 'who carries it out',
    'plan.moved.handover': 'who carries it out',
    'plan.moved.deployment': 'the deployment or its container',
    'plan.moved.serverVersion': 'the server’s version',
    'plan.moved.from': 'the running image',
    'plan.moved.to': 'the wished image',
    'plan.moved.changes': 'the lines to change',
    'plan.moved.fingerprints': 'a file of the project, or the agent’s key',
    'plan.moved.rotation': 'the database password or its place',
    'plan.moved.randomPorts': 'the ports the engine chooses',
    'plan.moved.recreated': 'what else is recreated',
    'plan.moved.backup': 'how the database is saved',
    'plan.moved.steps': 'the steps or their limits',
    'plan.moved.plugins': 'the plugins',
    'plan.moved.risks': 'the accepted risks',
    'plan.moved.rollBack': 'whether it rolls back by itself',

    'plan.handover': 'Yours to carry out: {reason}',
    'plan.by_agent': 'The agent carries it out in this order; nothing is done before somebody approves it.',
    'plan.downtime': 'Down for {from} to {to} s ({source})',
    'plan.downtime.last_start': 'from what was measured on this host: its last start, earlier runs and rehearsals',
    'plan.downtime.usual': 'usual values of other hosts: nothing was measured here yet',
    'plan.random_ports':
        'The engine chose the port of this host at random and will choose another one: {ports}. Whatever has that number does not reach Mattermost afterwards.',
    'plan.recreated': 'Recreated with it: {services}',
    'plan.rotation': 'Changes the password of the role {role}; its place is {path}:{line}',
    'plan.stores':
        'At its first start the FIPS server stores its own build of {names} in the file store. A rollback leaves it there, and the standard image then runs that build until the copy is removed; the rollback says how.',
    'plan.stores.kept':
        'The FIPS server may store its own build in place of the stored bundle of {names}. The rescue kit keeps that bundle, and a rollback puts it back.',
    'plan.stores.too_large':
        'The FIPS server may store its own build in place of the stored bundle of {names}, which is too large for the rescue kit (more than 512 MiB). Copy it out of the file store first: a rollback cannot put it back.',
    'plan.stores.unreadable':
        'The FIPS server may store its own build in place of the stored bundle of {names}, which could not be looked at. Copy it out of the file store first: a rollback cannot put it back.',
    'plan.stores.elsewhere':
        'The FIPS server may store its own build in place of the stored bundle of {names}. That bundle is not in a folder of the container (S3, or another folder): copy it out of the file store first. A rollback cannot put it back.',
    'rollback.stays_kept':
        'One thing stays: the FIPS server has stored its own build of {names} in the file store, and the bundle that was there could not be put back. It is kept as {files}; these commands put it back.',
    'rollback.stays':
        'One thing stays: the FIPS server has stored its own build of {names} in the file store, and the standard image now runs it. These commands remove it and bring the image’s own build back; the plugin’s data stay.',
    'plan.rotation_clients': 'Also logged in with this role, and shut out by the change: {clients}',
    'plan.backup': 'Backup: {way}',
    'backup.dump': 'a dump of the database, verified by listing it',
    'backup.attest': 'one that somebody vouches for: {note}',
    'backup.command': 'your own backup command',
    'backup.none': 'none: {note}',
    'backup.problem.stalled': 'nothing came any more for longer than BACKUP_STALL_SECONDS',
    'backup.problem.no_space': 'no space was left',
    'backup.problem.failed': 'pg_dump ended with an error; what it said is kept in the run’s folder',
    'backup.problem.not_verified': 'it was written, and pg_restore could not read all of it',
    'backup.problem.interrupted': 'it was interrupted',
    'backup.problem.not_started': 'your backup command could not be started',
    'backup.problem.timed_out': 'your backup command took longer than 12 hours',
    'plan.restores':
        'A rollback brings back: files, container and image (by id){password}. What users write meanwhile stays.',
    'plan.restores_password': ', database password',
    'plan.users':
        'Mattermost will be down for a few moments on {when}: it moves {goal}. Drafts stay; please reload the page afterwards.',
    'plan.digest': 'Digest: {digest}',
} as const;
