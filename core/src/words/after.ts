/** What `fips-agent check --after` says. ICU message syntax, English. */
export const AFTER_WORDS = {
    'after.verdict.well':
        '{expected, select, fips {Runs a FIPS build} other {Runs a standard build}}, and everything works.',
    'after.verdict.needs_attention': 'Needs attention: look at what is marked with ✗.',
    'after.verdict.cannot_tell': 'Cannot tell: something essential could not be checked.',
    'after.wait.begun':
        'Waiting until the change is made and through, {minutes} min at most. Nothing is changed from here.',
    'after.wait.progress':
        'Ready with the {variant, select, fips {FIPS} other {standard}} image: {through} of {all}{starting, plural, =0 {} other {; not ready with it: {starting}}}.',
    'after.wait.some_unnamed':
        'The name of an image says no variant (IMAGE_PAIRS names your own): {unnamed, plural, one {# instance} other {# instances}}.',
    'after.wait.away': 'The deployment cannot be seen now.',
    'after.wait.elapsed': 'Waiting for {seconds} s',
    'after.wait.interrupted': 'Stopped waiting. The change itself goes on without the agent.',
    'after.wait.over': 'The wait is over.',
    'after.wait.unnamed':
        'Not waited: the name of the image says no variant. IMAGE_PAIRS in the settings names your own images.',
    'after.wait.took':
        'The {variant, select, fips {FIPS} other {standard}} image is everywhere, and ready, {seconds} s after it was first seen.',
    'after.wait.silent_server':
        'During the wait the server did not answer this machine for {seconds} s; a way to it that broke counts too.',
    'after.wait.silent_site':
        'During the wait the site URL did not answer this machine for {seconds} s; a network that broke counts too.',
    'after.layers': 'The state now, from the container outwards',
    'after.server':
        'Server: its executable {grade, select, matches_image {is byte for byte the one in the image} other {declares}}: {mode}.',
    'after.fips_flag.as_planned': 'The server reports the expected build.',
    'after.front_door.another': 'Something else answers there: another build, another server, or a proxy’s page.',
    'after.plugins': 'Plugins, compared with how they were before run {run}',
    'after.plugins_no_baseline': 'Plugins; there is no baseline, because this agent has not finished such a move here',
    'after.plugin':
        '{plugin}: {running, select, runs {runs} enabled {is enabled and does not run} other {does not run}}; its executable {grade, select, matches_image {is byte for byte the one in the image’s bundle} other {declares}}: {mode}',
    'after.plugin_missing': '{plugin} is not installed.',
    'after.since.missing': 'it ran before the move and is gone',
    'after.since.foretold': 'gone, as the plan expected',
    'after.since.stopped': 'it ran before the move',
    'after.since.new': 'new since the move',
    'after.marketplace':
        'Do not update Boards (focalboard), Playbooks and Agents (mattermost-ai) from the Marketplace: that replaces their FIPS builds.',
} as const;
