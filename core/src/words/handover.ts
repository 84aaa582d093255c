/** Why a plan is a person's to carry out: `handover.<reason>`. ICU message syntax, English. */
export const HANDOVER_WORDS = {
    'handover.not_in_a_file':
        'The image’s name stands in no file of the project: whoever runs up sets it in the environment. Change it there.',
    'handover.built_here':
        'The service is built here (build:). Base the build on the FIPS image, or name a pair of images in IMAGE_PAIRS.',
    'handover.in_extended_file': 'The image’s name stands in a file this service extends. Change it there by hand.',
    'handover.in_included_file': 'The image’s name stands in an included file. Change it there by hand.',
    'handover.text_not_found':
        'The image’s name does not stand in the files in one piece, so no single change can be named. Change it by hand.',
    'handover.shared_env_file':
        'Other services read the same env file as their own environment (env_file:) and would be recreated too. Change it by hand when that suits you.',
    'handover.compose_missing':
        'Docker Compose is not there to prove a change: install the Compose plugin, or set COMPOSE_BINARY.',
    'handover.edit_not_proved':
        'docker compose does not confirm that the edit changes this one value and nothing else.',
    'handover.owned_by_another_tool':
        'Another tool owns this deployment and would take the change back: make it there. Check names the tool.',
    'handover.file_not_safe':
        'A file of the project is a link, has a second name, is no text, or others may write to a folder above it.',
    'handover.file_missing':
        'A file of the project is gone from where the running container was started with it. Put it back, or name the files as they are now: PROJECT_FILES, ENV_FILES.',
    'handover.image_differs':
        'The files name another image than the one that runs, so the next start would change more than the build. Make them name the running image first; check names both.',
    'handover.files_differ':
        'The files already differ from what runs: a recreate would change more than the image. Run docker compose up -d first.',
    'handover.auto_remove':
        'The container was started with --rm: stopping it deletes the data of its anonymous volumes.',
    'handover.other_deployment_kind': 'Deployments of this kind are not changed by the agent.',
    'handover.several_nodes':
        'There are more nodes than the agent may change in one run: move one host after the other.',
    'handover.several_containers':
        'The service runs more than one container on this host (replicas, or up --scale), and the agent changes one. Bring it down to one for the move, or follow the steps by hand.',
    'handover.password_not_in_a_file': 'The database password stands in no file of the project.',
    'handover.password_in_several_places': 'The database password stands in several places of the files.',
    'handover.password_not_plain': 'The database password is written with escapes that cannot simply be replaced.',
    'handover.password_elsewhere':
        'The database, or where its password is kept, is outside of this project: change it there first.',
    'handover.password_in_env_file':
        'The database password is in a file the service reads as its own environment (env_file:), which the agent does not edit. Change it there and in PostgreSQL together.',
    'handover.password_behind_pooler':
        'The connection leads to a pooler (PgBouncer or the like), which keeps a list of passwords of its own. Change the password in PostgreSQL, in that list and in the files together.',
    'handover.asked_for': 'You have asked to carry it out by hand.',
} as const;
