/** What is said of a deployment after its move, by page and terminal. ICU message syntax, English. */
export const DRIFT_WORDS = {
    'drift.title': 'Since the move',
    'drift.none': 'All is as the last run left it, as far as it can be seen from here.',
    'drift.none_by_hand': 'Nothing has slipped, as far as it can be seen from here.',
    'drift.other_variant':
        'The container runs the {expected, select, fips {standard} other {FIPS}} image again: {image}. Somebody has edited the files or recreated it by hand.',
    'drift.flag_differs':
        'The server says it {expected, select, fips {does not run} other {runs}} a FIPS build (IsFipsEnabled): that is not what it was moved to.',
    'drift.image_replaced':
        'Another image stands behind {image} than the one that was proved, in the same release {from}. Check again: fips-agent check --after',
    'drift.other_containers':
        'Also on this host, with the {expected, select, fips {standard} other {FIPS}} image: {containers}. If users of this deployment reach it, move it too.',
    'drift.plugin_slipped_back':
        'A stored non-FIPS copy goes before the FIPS build of {plugins}: an update from the Marketplace brings it. Remove the stored copy, set the plugin’s Enable in PluginSettings.PluginStates to true, and restart.',
    'drift.plugin_copy_unproved':
        'A stored copy of {plugins} goes before the image’s own build. Whether it is a FIPS build is not known from here, and a FIPS server stores its own, too: leave it, and run fips-agent check --after, which reads it.',
    'drift.plugin_gone': 'Ran before the move and does not run now: {plugins}.',
    'drift.upgraded':
        'Upgraded from {from} to {to} since. What was proved then was proved of {from}: fips-agent check --after',
    'drift.users_ahead':
        '{users, plural, one {One user signs} other {# users sign}} in with a password kept by Mattermost. Whose is shorter than 14 bytes finds out when the session from before the move ends: until {until}{extended, select, true {, or later: on this server sessions in use are extended (ExtendSessionLengthWithActivity)} other {}}.',
    'drift.users_ahead_unknown':
        '{users, plural, one {One user signs} other {# users sign}} in with a password kept by Mattermost. Whose is shorter than 14 bytes finds out within {days, plural, one {a day} other {# days}} after the move, when the session ends{extended, select, true {, or later: on this server sessions in use are extended (ExtendSessionLengthWithActivity)} other {}}.',
    'drift.upcoming_title': 'Before your next upgrade',
    'drift.upcoming': 'From {from} on. {title}: {sentence}',
} as const;
