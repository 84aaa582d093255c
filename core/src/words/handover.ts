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
    'handover.no_compose_project': 'There is no Compose project: no file changes, the container itself is made anew.',
    'handover.compose_missing':
        'Docker Compose is not there to prove a change: install the Compose plugin, or set COMPOSE_BINARY.',
} as const;
