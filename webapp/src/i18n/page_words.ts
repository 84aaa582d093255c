import {SWAP_RIGHTS} from '@fips-readiness/core';

/** Sentences that only the page says; all others stand in core. ICU message syntax, English. */
export const PAGE_WORDS = {
    'page.loading': 'Looking at this deployment…',
    'page.failed.title': 'This page has stopped working',
    'page.failed.text':
        'Nothing was changed. Reload the page; if it happens again, use the terminal: fips-agent check gives the same report.',
    'parts.loading': 'Loading…',
    'parts.failed.title': 'A part of this page could not be loaded.',
    'parts.failed.text':
        'Nothing was changed, and a run in progress continues; fips-agent status on the host shows it. If it fails again, reload this window.',
    'page.read_only':
        'You can read everything here. Only system admins can make changes (ask the agent, accept risks, connect).',
    'page.try_again': 'Try again',
    'page.cancel': 'Cancel',
    'page.dismiss': 'Dismiss',
    'page.stale': 'These results are from {at}.',

    'problem.offline': 'Mattermost does not answer. Check your network; the page retries automatically.',
    'problem.timed_out': 'Mattermost did not answer in time. The page retries automatically.',
    'problem.not_signed_in': 'Your session has ended. Sign in again, then come back to this page.',
    'problem.no_permission': 'The server does not allow this with your account.',
    'problem.not_found': 'The server did not find what was requested. It may have been deleted.',
    'problem.refused': 'The server refused the request{id, select, none {} other { ({id})}}.',
    'problem.not_mattermost': 'Something answered that is not Mattermost, such as a proxy’s error page.',
    'problem.server_error': 'Mattermost answered with an error. Its log says more.',

    'done.check':
        'Checked: {fail, plural, =0 {no blockers} one {1 blocker} other {# blockers}}, {warn, plural, =0 {no warnings} one {1 warning} other {# warnings}}, {pass} passed',
    'done.plan':
        'Approved by {by}: {goal, select, to_fips {move to the FIPS image} to_standard {move back to the standard image} other {a new database password}}',
    'done.connect':
        'Connected to the {kind, select, compose {Compose project} docker {container} kubernetes {resource} other {deployment}} {name} on {host}',
    'done.check_later': 'Checked before the run; the checks are repeated when it has ended',

    'verdict.checks': 'Checks: {verdict}',
    'verdict.unconfirmed':
        'Not confirmed yet: the agent has not checked the site since the run ended. These results are only what your own session shows now.',
    'verdict.no_agent': 'Cannot tell yet: no agent is connected',
    'verdict.facts': 'Results by state; choose one to see only those',
    'verdict.all': 'Show all',
    'verdict.version': 'Mattermost {version}',
    'verdict.licence':
        '{sku, select, entry {Entry} professional {Professional} enterprise {Enterprise} advanced {Enterprise Advanced} none {no licence} other {{sku}}}',
    'verdict.kind':
        '{kind, select, compose {Docker Compose} docker {Docker} kubernetes {Kubernetes} package {Linux package} tarball {tarball} compose_v1 {Compose v1} swarm {Docker Swarm} podman {Podman} ecs {Amazon ECS} other {{kind}}} on',
    'verdict.image': '{variant, select, standard {standard image} fips {FIPS image} other {image}}',
    'verdict.target': 'FIPS image, same release',
    'verdict.kind_unknown': 'the agent will report what kind of deployment this is',
    'verdict.no_flag':
        'Mattermost {version} does not report whether it is a FIPS build: releases from 11.3 on do. Here, the name of the image is the proof.',
    'verdict.filter.fail': '{count, plural, one {Blocker} other {Blockers}} {count}',
    'verdict.filter.warn': '{count, plural, one {Warning} other {Warnings}} {count}',
    'verdict.filter.unknown': 'Unknown {count}',
    'verdict.filter.cured': 'During the swap {count}',
    'verdict.filter.accepted': 'Accepted {count}',
    'verdict.filter.pass': 'Passed {count}',
    'verdict.check_again': 'Check again',
    'verdict.checking': 'Checking…',
    'verdict.export': 'Export',
    'verdict.export_json': 'JSON, for programs',
    'verdict.export_markdown': 'Markdown, for a ticket',
    'verdict.export_csv': 'CSV, for a spreadsheet',
    'verdict.announce': 'Checked. {verdict}.',

    'agent.none': 'No agent connected',
    'agent.online': 'Agent online',
    'agent.silent': 'Agent silent',
    'agent.never_seen': 'Agent never seen',
    'agent.not_known': 'Agent not known',
    'agent.unconfirmed': 'Agent not confirmed',
    'agent.mode': '{mode, select, read_only {read-only} swap {read and swap} other {{mode}}}',
    'agent.seen': 'seen {ago}',
    'agent.stale': 'The agent was last seen {ago}; its results are from {at}.',
    'agent.stale_empty': 'The agent was last seen {ago} and has not reported anything yet. Check its log: {agentLog}',
    'agent.never': 'The agent has not been seen yet. Check its log: {agentLog}',
    'agent.unread': 'The agent’s channel cannot be read now. {problem}',
    'agent.ready_to_ask': 'The agent is connected but has not checked anything yet. To ask it, press Check again.',
    'agent.waiting': 'The agent has been asked; its answer usually takes a few seconds, at most a minute.',
    'agent.unanswered':
        'The agent did not answer in time. Nothing was changed. Check its log ({agentLog}), then check again.',
    'agent.foreign':
        '{count, plural, one {One message in the agent’s channel was ignored: it is not from the agent, or repeats an earlier one} other {# messages in the agent’s channel were ignored: they are not from the agent, or repeat earlier ones}}.',
    'refusal.same_approver': 'You have already approved this plan; another approver has to approve it too.',
    'refusal.host_code_wrong':
        'The code is wrong or was already used. To get a new one, run fips-agent code on the agent’s host.',
    'refusal.window_unusable': 'The agent does not accept this window: it is over, too long, or too far ahead.',
    'refusal.window_differs': 'The first approver chose another time. Approve the plan for the same time.',
    'refusal.digest_differs':
        'The agent refused: the plan this page showed is not the agent’s plan. Reload the page and make a new one.',
    'refusal.nonce_void':
        'The approval came too late or was already used. Make the plan again; it stays the same if nothing has changed.',
    'refusal.not_an_approver':
        'The agent refused: your account is not among the approvers in its settings file (APPROVERS).',
    'refusal.account_too_new':
        'The agent refused: the approving account is younger than 7 days or was changed within the last 24 hours.',
    'refusal.not_understood': 'The agent did not understand the request: page and agent may have different versions.',
    'refusal.edited': 'The agent refused: the request had been edited. Check again.',
    'refusal.not_a_system_admin': 'The agent refused: it answers system admins only.',
    'refusal.not_typed_by_the_admin': 'The agent refused: the request did not come from your own session.',
    'refusal.not_fresh': 'The agent refused: the request arrived too late. Check the clocks of both machines.',
    'refusal.already_handled': 'The agent has already answered this request. Check again.',
    'refusal.queue_unsafe':
        'The agent refused: its channel is not safe. Only system admins and the bot may be in it, and it must be private and not shared.',
    'refusal.wrong_server': 'The agent refused: it does not manage this server.',
    'refusal.second_agent': 'The agent refused: a second agent posts in its channel. Stop one of them.',
    'refusal.cannot_look': 'The agent could not check the deployment. To see why, run fips-agent doctor on its host.',

    'refusal.read_only': `The agent only reports. ${SWAP_RIGHTS}`,
    'refusal.no_plan': 'The agent could not make a plan. To see why, run fips-agent plan on its host.',
    'refusal.plan_unknown': 'The agent no longer knows this plan. Make a new one.',
    'refusal.plan_stale': 'The plan is stale: the deployment has changed since. Make a new one and read it.',
    'refusal.plan_used': 'This plan was already used. Make a new one.',
    'refusal.plan_is_handover': 'The agent cannot apply this plan: follow its steps by hand.',
    'refusal.goal_not_allowed': 'The agent’s settings file does not allow this goal (ALLOW).',
    'refusal.too_many_changes':
        'The agent’s settings file does not allow another change now (CHANGES_PER_HOUR, CHANGES_PER_DAY). A rollback is always possible.',
    'refusal.too_many_attempts':
        'Too many runs were started in the last hour. See under History how they ended, then wait.',
    'refusal.not_ready': 'The agent refused: a check blocks this. Check again and fix it first.',
    'refusal.run_in_progress': 'A run is in progress. Follow it under Swap.',
    'refusal.run_elsewhere':
        'Another agent’s run is changing this deployment and has not finished. Resume it or roll it back where it was started.',
    'refusal.run_unfinished':
        'An earlier run has not finished. On the agent’s host, resume it (fips-agent apply --resume) or roll it back (fips-agent rollback).',
    'refusal.no_such_run': 'The agent does not know this run.',
    'refusal.old_image_in_use': 'The agent refused: Mattermost runs the old image.',
    'refusal.report_too_large': 'The report is too large for the queue. Run fips-agent report on the host.',

    'next.connect': 'Connect the agent',
    'next.fix': '{count, plural, one {Fix the blocker} other {Fix # blockers}}',
    'next.make_plan': 'Make a plan',
    'next.review': 'Review the plan',
    'next.scheduled': 'See when it starts',
    'next.look': 'See what needs attention',

    'view.running': 'A run is in progress. Checks resume when it has ended; Swap shows how far it is.',
    'view.confirming': 'The agent is checking the site again after the run. Earlier results are not shown.',
    'view.connect_first': 'The agent makes the plan and applies it: connect it first. Without it, move by hand:',
    'view.no_run': 'No swap has been started from here. It starts when somebody approves the plan.',
    'view.nothing_to_verify':
        'Nothing to verify yet: the server does not run a FIPS build, and no run is recorded here.',

    'journey.label': 'Where this deployment stands',
    'journey.connect': 'Connect',
    'journey.check': 'Check',
    'journey.plan': 'Plan',
    'journey.swap': 'Swap',
    'journey.verify': 'Verify',
    'journey.done': 'done',
    'journey.current': 'now',
    'journey.next': 'next',
    'journey.later': 'later',

    'connect.done': 'The agent is connected',

    'done.label': 'Done so far',
    'done.details': 'Details',
    'done.details_of': 'Details: {step}',
    'done.since': '{what} since {since}',
    'done.swap_down': '{what}; down for {time}',

    'check.heading': 'Results',
    'check.none': 'There are no results in this state.',
    'check.filtered': '{count, plural, one {One result is} other {# results are}} shown: {state}.',
    'check.group.passed': '{count, plural, one {1 check} other {# checks}} passed',
    'check.group.more': '{news} And {count} more.',
    'check.group.cured': 'The agent fixes this during the swap.',
    'check.group.accepted': 'Accepted, or passed',
    'check.group.unknown': '{count, plural, one {1 check is} other {# checks are}} missing information',
    'check.group.needs_agent': '{count, plural, one {1 check needs} other {# checks need}} the agent',
    'check.count.fail': '{count, plural, one {# blocker} other {# blockers}}',
    'check.count.warn': '{count, plural, one {# warning} other {# warnings}}',
    'check.count.unknown': '{count} unknown',
    'check.count.cured': '{count} during the swap',
    'check.count.accepted': '{count} accepted',
    'check.count.pass': '{count} passed',
    'check.seen': '{who} · {ago}',
    'check.who.agent': 'agent',
    'check.who.page': 'this page',
    'check.who.you': 'an admin',
    'check.seen_long': 'Seen by {observers}, {at}',
    'check.unseen': 'Nobody has seen this yet',
    'check.cured': 'The plan fixes this: the agent does it during the swap, and a rollback reverts it.',
    'check.rotation': 'The agent can do this during the swap, once you approve its plan.',
    'check.fix_by_hand': 'Change it yourself before the swap',
    'check.in_terminal': 'Do it in a terminal',
    'check.sources': 'Source, and who has seen it',
    'check.open_console': 'Open in System Console',
    'check.accept': 'Accept this risk…',
    'check.accept.why': 'Why is it acceptable here?',
    'check.accept.hint': 'Saved with your name. Holds until the server runs another release than {version}.',
    'check.accept.short': 'Enter at least three characters.',
    'check.accept.go': 'Accept',
    'check.accept.done': 'Accepted.',
    'check.accept.host': 'Accept it on the host…',
    'check.accept.host.lead':
        'This check could block the move, but its result is not known. You can accept it only in the agent’s settings file: the page cannot let such a plan through.',
    'check.accept.host.lines': 'Add this to the agent’s settings file, fips-agent.yaml, on the host',
    'check.accept.host.after':
        'If the file already contains ACCEPTED_RISKS, add only the second line. Then restart the agent (docker compose restart in its folder), and check again here.',
    'check.accepted': 'Accepted by {by}, {at}, until the server runs another release than {version}: {why}',
    'check.withdraw': 'Withdraw',
    'check.withdraw.done': 'Withdrawn.',
    'check.backup.when': 'Taken at',
    'check.backup.where': 'Name or place of the backup',
    'check.backup.go': 'Attest this backup',
    'check.backup.open': 'Attest a backup…',
    'check.backup.when.wrong': 'Enter a time in the past.',
    'check.backup.done': 'Saved.',
    'check.save_failed': 'Not saved; nothing was changed. {problem}',

    'plugins.caption': 'What the move does to each plugin',
    'plugins.plugin': 'Plugin',
    'plugins.now': 'Now',
    'plugins.after': 'After the move',
    'plugins.do': 'What to do',
    'plugins.state':
        '{state, select, running {running} not_running {off} starting {starting} failed {failing} stopping {stopping} other {{state}}}',
    'plugins.code': '{server, select, true {server code} other {web only}}',
    'plugins.outcome.becomes_fips': 'Becomes FIPS',
    'plugins.outcome.stays_non_fips': 'Stays non-FIPS',
    'plugins.outcome.shadowed': 'Stays non-FIPS',
    'plugins.outcome.vanishes': 'Will vanish',
    'plugins.outcome.no_server_code': 'Stays',
    'plugins.outcome.unknown': 'Not known',
    'plugins.note.becomes_fips': 'a FIPS build will run, the image’s own or the stored one',
    'plugins.note.stays_non_fips': 'expected for additional plugins',
    'plugins.note.shadowed': 'a stored non-FIPS copy blocks the FIPS build',
    'plugins.note.vanishes': 'comes only with the standard image',
    'plugins.note.no_server_code': 'nothing of it runs on the server',
    'plugins.note.unknown': 'the result is not known',
    'plugins.unsure.file_store_unread': 'it is not known whether a copy is stored',
    'plugins.unsure.stored_unproved': 'a copy is stored; not proved to be a FIPS build',
    'plugins.unsure.bundle_unproved': 'comes with the FIPS image; not proved to be a FIPS build',
    'plugins.summary':
        '{vanishes, plural, =0 {} other {# will vanish, }}{shadowed, plural, =0 {} one {1 keeps its non-FIPS build, } other {# keep their non-FIPS build, }}{unknown, plural, =0 {} other {# not known, }}{becomes, plural, =0 {} one {1 becomes FIPS, } other {# become FIPS, }}{stays, plural, one {1 stays} other {# stay}} as it is',
    'plugins.show_all': 'Show all {count}',
    'plugins.nothing': 'Nothing to do',

    'swap.silent':
        'Mattermost is not answering now. The agent does not need it to continue; this page waits for its next message.',
    'swap.kit.title': 'If everything else fails',
    'swap.kit.text':
        'On the host {host}, this rolls the run back; it needs only Docker. This page keeps showing the command while the server is down.',
    'swap.kit.text_cluster':
        'On the agent’s host, this rolls the run back; it needs kubectl with a login to the cluster. This page keeps showing the command while the server is down.',
    'swap.kit.text_unknown':
        'On the agent’s host, this rolls the run back; it needs only Docker. This page keeps showing the command while the server is down.',
    'swap.kit.nothing': 'Before the first change, it says that there is nothing to roll back.',
    'swap.kit.label': 'Roll back the run on the host',
    'swap.kit.kept': 'A run was in progress when this page last heard from the agent, {at}.',
    'swap.kit.folder': 'Rescue kit',

    'report.title': 'Evidence report',
    'report.news': 'What this site runs and what the last run did, signed or to print.',
    'runbook.title': 'Move by hand: the runbook',
    'runbook.lead':
        'The commands in the safe order, with the values of this deployment as far as they are known. Replace what is in angle brackets.',

    'copy.copy': 'Copy',
    'copy.copied': 'Copied',
    'copy.failed': 'Select the text and press Ctrl+C',
    'copy.label': 'Copy: {what}',
} as const;

export type PageWord = keyof typeof PAGE_WORDS;
