/** Why a plan is a person's to carry out: `handover.<reason>`. ICU message syntax, English. */
export const HANDOVER_WORDS = {
    'handover.not_in_a_file':
        'The image name is not in any file of the project: it comes from the environment of docker compose up. Change it there.',
    'handover.built_here':
        'The service is built here (build:). Base the build on the FIPS image, or name its FIPS counterpart in IMAGE_PAIRS.',
    'handover.in_extended_file': 'The image name is in a file that this service extends. Change it there by hand.',
    'handover.in_included_file': 'The image name is in an included file. Change it there by hand.',
    'handover.text_not_found':
        'The image name is not in one piece in the files, so there is no single line to change. Change it by hand.',
    'handover.shared_env_file':
        'Other services read the same env file as their own environment (env_file:) and would be recreated too. Change it by hand at a time that suits you.',
    'handover.compose_missing':
        'Docker Compose was not found, so the change cannot be proved: install the Compose plugin, or set COMPOSE_BINARY.',
    'handover.edit_not_proved':
        'docker compose does not confirm that the edit changes only this one value. Change it by hand.',
    'handover.owned_by_another_tool':
        'Another tool manages this deployment and would undo the change: make it there. fips-agent check names the tool.',
    'handover.file_not_safe':
        'A file of the project is a link, has a second name (hard link), is not text, or is in a folder that others can write to. Change it by hand.',
    'handover.file_missing':
        'A file that the running container was started with is no longer there. Restore it, or name the files in use now: PROJECT_FILES, ENV_FILES.',
    'handover.image_differs':
        'The files name a different image from the one that runs, so the next start would change more than the build. Set the running image in the files first; fips-agent check shows both.',
    'handover.files_differ':
        'The files already differ from what runs, so a recreate would change more than the image. Run docker compose up -d first.',
    'handover.auto_remove':
        'The container was started with --rm: stopping it deletes the data in its anonymous volumes. Start it without --rm first; fips-agent check shows how.',
    'handover.other_deployment_kind': 'The agent does not change deployments of this kind. Follow the steps by hand.',
    'handover.several_nodes':
        'The cluster has more nodes than the agent changes in one run: move one host after the other.',
    'handover.several_containers':
        'The service runs more than one container on this host (replicas, or up --scale), and the agent changes only one. Scale it down to one for the move, or follow the steps by hand.',
    'handover.password_not_in_a_file':
        'The database password is not in any file of the project. Change it by hand where it is set, and in PostgreSQL.',
    'handover.password_in_several_places':
        'The database password is in several places. Change them all by hand, and in PostgreSQL.',
    'handover.password_not_plain':
        'The database password is written with escapes that cannot be replaced safely. Change it by hand, and in PostgreSQL.',
    'handover.password_elsewhere':
        'The database, or the place its password is kept, is outside this deployment: change it there first.',
    'handover.password_in_env_file':
        'The database password is in a file the service reads as its own environment (env_file:), which the agent does not edit. Change it there and in PostgreSQL together.',
    'handover.password_behind_pooler':
        'The connection leads to a pooler (PgBouncer or the like), which keeps a list of passwords of its own. Change the password in PostgreSQL, in that list and in the files together.',
    'handover.password_with_the_move':
        'Pods take up a new password only when they are replaced, so the agent changes it together with the image. To change it alone, follow the steps by hand.',
    'handover.secret_owned':
        'Something else manages the Secret that has the database password, and would undo the change: change it there and in PostgreSQL.',
    'handover.no_right_to_secret':
        'The database password is too short for FIPS, and this user may not patch the Secret that has it. Ask for that right, or change the password by hand.',
    'handover.database_not_reached':
        'The database password is too short for FIPS, and PostgreSQL cannot be reached from here. Run the agent where it can, or change the password by hand.',
    'handover.digest_pinned':
        'The resource names its release by a digest, and the FIPS image has another one. Look it up in your registry, and set spec.image and spec.version together.',
    'handover.no_right_to_patch':
        'This user may not patch the Mattermost resource, or not create Leases in its namespace. fips-agent doctor tries every right; or follow the steps by hand.',
    'handover.patch_refused':
        'The Kubernetes API refuses this patch: a policy of the cluster forbids it, or the resource is not valid with it. Follow the steps by hand; kubectl patch shows the reason.',
    'handover.image_patched':
        'The resource patches its own Deployment (spec.resourcePatch) and sets the image there, so spec.image changes nothing. Remove the image from that patch first.',
    'handover.old_resource':
        'A ClusterInstallation (mattermost.com/v1alpha1) manages these pods, and the agent does not change it. Turn it into a Mattermost resource first: operator 1.12 does that.',
    'handover.helm_release':
        'A Helm release manages these pods, and its next upgrade restores the image of its values. Change the image there; the agent does not.',
    'handover.plain_workload':
        'These pods run without the Mattermost Operator, and the agent patches only its Mattermost resource. Change the image in the manifest, and apply it.',
    'handover.asked_for': 'You asked to do this by hand.',
} as const;
