/** What is said of a deployment after its move, by page and terminal. ICU message syntax, English. */
export const DRIFT_WORDS = {
    'drift.title': 'Since the move',
    'drift.none': 'Nothing has changed since the last run, as far as can be seen from here.',
    'drift.none_by_hand': 'Nothing has drifted, as far as can be seen from here.',
    'drift.other_variant':
        'The container runs the {expected, select, fips {standard} other {FIPS}} image again: {image}. Somebody has edited the files or recreated the container by hand.',
    'drift.flag_differs':
        'The server reports that it {expected, select, fips {does not run} other {runs}} a FIPS build (IsFipsEnabled): that is not what it was moved to.',
    'drift.image_replaced':
        '{image} is now a different image from the one that was proved, in the same release {from}. Check again: fips-agent check --after',
    'drift.other_containers':
        'Also on this host, with the {expected, select, fips {standard} other {FIPS}} image: {containers}. If users of this deployment reach it, move it too.',
    'drift.plugin_slipped_back':
        'A stored non-FIPS copy replaces the FIPS build of {plugins}; an update from the Marketplace installs such a copy. Remove the stored copy, set the plugin’s Enable in PluginSettings.PluginStates to true, and restart.',
    'drift.plugin_copy_unproved':
        'A stored copy of {plugins} replaces the image’s own build. This page cannot see whether it is a FIPS build (a FIPS server stores its own build too). Leave it there and run fips-agent check --after, which reads it.',
    'drift.plugin_gone': 'Ran before the move and does not run now: {plugins}.',
    'drift.upgraded':
        'Upgraded from {from} to {to} since the move. The proofs are for {from}; to prove {to}, run fips-agent check --after',
    'drift.users_ahead':
        '{users, plural, one {One user signs} other {# users sign}} in with a password stored by Mattermost. Anyone whose password is shorter than 14 bytes is locked out when their session from before the move ends, by {until}{extended, select, true {, or later: this server extends active sessions (ExtendSessionLengthWithActivity)} other {}}.',
    'drift.users_ahead_unknown':
        '{users, plural, one {One user signs} other {# users sign}} in with a password stored by Mattermost. Anyone whose password is shorter than 14 bytes is locked out within {days, plural, one {a day} other {# days}} after the move, when their session ends{extended, select, true {, or later: this server extends active sessions (ExtendSessionLengthWithActivity)} other {}}.',
    'drift.upcoming_title': 'Before your next upgrade',
    'drift.upcoming': 'From {from} on. {title}: {sentence}',
} as const;
