/** What `fips-agent check --after` says. ICU message syntax, English. */
export const AFTER_WORDS = {
    'after.verdict.well':
        '{expected, select, fips {Runs a FIPS build} other {Runs a standard build}}, and all is well.',
    'after.verdict.needs_attention': 'Needs attention: look at what is marked with ✗.',
    'after.verdict.cannot_tell': 'Cannot tell: something that has to be known could not be looked at.',
    'after.layers': 'Now, from the container outwards',
    'after.server':
        'Server: its own executable {grade, select, matches_image {is, byte by byte, the image’s} other {declares}}: {mode}.',
    'after.fips_flag.as_planned': 'The server says that it is the expected build.',
    'after.front_door.another': 'Something else answers there: another build, another server, or a proxy’s page.',
    'after.plugins': 'Plugins, compared with how they were before run {run}',
    'after.plugins_no_baseline': 'Plugins; no baseline: this agent has finished no such move here',
    'after.plugin':
        '{plugin}: {running, select, runs {runs} enabled {is enabled and does not run} other {does not run}}; its executable {grade, select, matches_image {is, byte by byte, the one of the image’s bundle} other {declares}}: {mode}',
    'after.plugin_missing': '{plugin} is not installed.',
    'after.since.missing': 'it ran before the move and is gone',
    'after.since.foretold': 'gone, as the plan foretold',
    'after.since.stopped': 'it ran before the move',
    'after.since.new': 'new since the move',
    'after.marketplace':
        'Do not update Boards (focalboard), Playbooks and Agents (mattermost-ai) from the Marketplace: that replaces their FIPS builds.',
} as const;
