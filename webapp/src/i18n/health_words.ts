import {AFTER_WORDS, DRIFT_WORDS} from '@fips-readiness/core';
import {makeMessages} from './messages.ts';

/** What the page says of a site after the move. ICU message syntax, English. */
const HEALTH_WORDS = {
    'health.title': 'This site now',
    'health.looking': 'Asking this server for its plugins…',
    'health.unread': 'The plugins cannot be read now. {problem}',
    'health.news.slipped': '{count, plural, one {One thing has} other {# things have}} drifted since the move.',
    'health.news.well':
        '{count, plural, one {One plugin runs} other {# plugins run}}; none has stopped, failed or disappeared.',
    'health.news.wrong': '{count, plural, one {One plugin needs} other {# plugins need}} attention: {names}.',
    'health.lead': 'As seen now by your own session.',
    'health.baseline': 'Compared with how it was before the run that ended {at}.',
    'health.no_baseline': 'There is no record of a run that moved this site, so it is not known what ran before.',
    'health.caption': 'Every plugin as it is now',
    'health.plugin': 'Plugin',
    'health.now': 'Now',
    'health.since': 'Since the move',
    'health.build': 'Build',
    'health.state.running': 'Running',
    'health.state.failed': 'Failed',
    'health.state.starting': 'Starting',
    'health.state.stopping': 'Stopping',
    'health.state.not_running': '{enabled, select, true {Enabled, not running} false {Off} other {Not running}}',
    'health.state.absent': '{enabled, select, true {Enabled, not installed} other {Not installed}}',
    'health.nodes': '{count, plural, one {on one node} other {on # nodes}}',
    'health.says': 'The server reports: {sentence}',
    'health.since.as_before': 'as before',
    'health.since.stopped': 'ran before',
    'health.since.missing': 'ran before and is gone',
    'health.since.foretold': 'gone, as the plan expected',
    'health.since.new': 'new',
    'health.since.none': '–',
    'health.proof.fips': 'FIPS build, read by the agent',
    'health.proof.non_fips': 'not a FIPS build, read by the agent',
    'health.proof.unknown': 'unknown: an agent has to read it',
    'health.proof.none': '–',
    'health.read': 'To read how Boards, Playbooks and Agents are built, run this on the agent’s host:',
    'health.console': 'Open Plugin Management',

    'service.title': 'Services the server connects to',
    'service.lead': 'Press a test: the server itself connects, with its saved settings.',
    'service.ping.title': 'Database and file store',
    'service.ping.does': 'The server writes and deletes a row and a file of its own.',
    'service.email.title': 'E-mail',
    'service.email.does': 'An e-mail is sent to your own address.',
    'service.ldap.title': 'AD/LDAP',
    'service.ldap.does': 'The server signs in to the directory and searches it. Nobody is synchronised.',
    'service.s3.title': 'File store (S3)',
    'service.s3.does': 'The server signs in and looks for its bucket.',
    'service.elasticsearch.title': 'Search (Elasticsearch)',
    'service.elasticsearch.does': 'The server connects and signs in. No index is changed.',
    'service.go': 'Test',
    'service.go_label': 'Test: {service}',
    'service.running': 'Testing…',
    'service.ok': 'Passed',
    'service.failed': 'Failed',
    'service.took': 'after {seconds} s',
    'service.says': 'The server reports: {sentence}',
    'service.announce': '{service}: {outcome}',
    'service.reason.connect':
        'The server cannot connect. A FIPS build needs TLS 1.2 or newer with AES-GCM and a NIST curve: check what the other side offers.',
    'service.reason.connect_or_sign_in':
        'The server cannot connect, or the saved account or key is not accepted: its log shows which. A FIPS build needs TLS 1.2 or newer with AES-GCM and a NIST curve.',
    'service.reason.sign_in': 'The saved account or key is not accepted.',
    'service.reason.bucket': 'The bucket does not exist, or this key may not see it.',
    'service.reason.not_set_up': 'Its settings are incomplete.',
    'service.reason.licence': 'This server’s licence does not include it.',
    'service.reason.restricted':
        'Your account may not test it, or this server does not allow admins to (RestrictSystemAdmin).',
    'service.reason.mail': 'The server could not send the message to the mail server.',
    'service.reason.database': 'The server cannot write to its database.',
    'service.reason.file_store': 'The server cannot use its file store.',
    'service.reason.both': 'The server can use neither its database nor its file store.',
} as const;

export type HealthWord = keyof typeof HEALTH_WORDS;

export const HEALTH_MESSAGES = makeMessages(
    {...DRIFT_WORDS, 'after.marketplace': AFTER_WORDS['after.marketplace']},
    HEALTH_WORDS,
);
