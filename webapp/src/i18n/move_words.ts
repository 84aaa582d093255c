import {ERROR_TITLES, PLAN_AND_RUN_WORDS, SWAP_RIGHTS} from '@fips-readiness/core';
import {makeMessages} from './messages.ts';

/** What the page says of plans and runs besides core's own words. ICU message syntax, English. */
const MOVE_WORDS = {
    'ask.waiting': 'The agent has been asked; this usually takes a few seconds.',
    'ask.elapsed': '{seconds} s',
    'ask.quiet': 'The agent has not answered yet. Its log says more ({agentLog}).',
    'ask.silent':
        'The agent did not answer in time. Check its log ({agentLog}); if it answers later, this page shows it.',

    'done.check':
        'Checked: {fail, plural, =0 {no blockers} one {1 blocker} other {# blockers}}, {warn, plural, =0 {no warnings} one {1 warning} other {# warnings}}, {pass} passed',
    'done.plan':
        'Approved by {by}: {goal, select, to_fips {move to the FIPS image} to_standard {move back to the standard image} other {a new database password}}',
    'done.connect':
        'Connected to the {kind, select, compose {Compose project} docker {container} kubernetes {resource} other {deployment}} {name} on {host}',
    'done.check_later': 'Checked before the run; the checks are repeated when it has ended',

    // Of what is asked for a plan or a run; what refuses a check is the page's.
    'refusal.digest_differs':
        'The agent refused: the plan this page showed is not the agent’s plan. Reload the page and make a new one.',
    'refusal.nonce_void':
        'The approval came too late or was already used. Make the plan again; it stays the same if nothing has changed.',
    'refusal.not_an_approver':
        'The agent refused: your account is not among the approvers in its settings file (APPROVERS).',
    'refusal.account_too_new':
        'The agent refused: the approving account is younger than 7 days or was changed within the last 24 hours.',
    'refusal.same_approver': 'You have already approved this plan; another approver has to approve it too.',
    'refusal.host_code_wrong':
        'The code is wrong or was already used. To get a new one, run fips-agent code on the agent’s host.',
    'refusal.window_unusable': 'The agent does not accept this window: it is over, too long, or too far ahead.',
    'refusal.window_differs': 'The first approver chose another time. Approve the plan for the same time.',
    'refusal.window_missed': 'The agent was not running while the window was open.',
    'refusal.approval_waiting': 'Another approved plan is already waiting for its time. Withdraw its approval first.',
    'refusal.nothing_waits': 'No approval of this plan is waiting any more.',
    'refusal.not_cancellable': 'Too late to cancel: the run has started to change something. You can roll it back.',
    'refusal.nothing_to_roll_back': 'This run has nothing to roll back.',
    'refusal.nothing_to_discard': 'This run no longer keeps anything to discard.',
    'refusal.hold_off_over': 'The run is too old to be rolled back (HOLD_OFF_DAYS). Plan a move back instead.',

    'plan.title': 'Plan',
    'plan.lead': 'The agent shows exactly what it would do. Nothing is changed before a plan is approved.',
    'plan.goal.label': 'What the plan is for',
    'plan.goal.to_fips': 'Move to the FIPS image',
    'plan.goal.to_standard': 'Move back to the standard image',
    'plan.goal.rotate': 'Only a new database password',
    'plan.make': 'Make a plan',
    'plan.again': 'Make it again',
    'plan.making': 'The agent is making a plan…',
    'plan.unreadable':
        'This page cannot read the agent’s plan: their versions differ. Install the same version of page and agent.',
    'plan.made': 'Made {ago}',
    'plan.headline':
        '{goal, select, to_fips {Move to the FIPS image} to_standard {Move back to the standard image} other {A new database password}}',
    'plan.ready': 'No check blocks this plan.',
    'plan.blocked':
        '{count, plural, one {One check blocks} other {# checks block}} this plan. Fix what is listed, or accept an unknown check in the agent’s settings file (the check shows the line to add), then make the plan again.',
    'plan.failing': 'Blocker',
    'plan.unknown': 'Unknown',
    'plan.steps': 'What will happen, in this order',
    'plan.changes': 'The exact change',
    'plan.change.password': 'database password',
    'plan.outage.from': 'Mattermost goes down',
    'plan.outage.until': 'Mattermost is up again',
    'plan.warnings': 'Open warnings',
    'plan.another': 'Make another plan',
    'plan.no_changes': 'No file changes.',
    'plan.image': 'Image',
    'plan.image.not_here': 'not on this host yet',
    'plan.server': 'On',
    'plan.server.value':
        '{host} · {kind, select, compose {Compose project} kubernetes {Mattermost resource} other {container}} {name} · Mattermost {version}',
    'plan.downtime': 'Downtime',
    'plan.downtime.value': '{from} to {to} s, {source}',
    'plan.downtime.none': 'none expected',
    'plan.others': 'Recreated with it',
    'plan.random_ports': 'Ports',
    'plan.others.none': 'nothing else',
    'plan.rotation': 'Database password',
    'plan.backup': 'Backup',
    'plan.restores': 'A rollback',
    'plan.auto.auto': 'It rolls back automatically if the new state cannot be proved.',
    'plan.auto.ask': 'It does not roll back automatically: a person decides (ROLLBACK=ask).',
    'plan.plugins': 'Plugins',
    'plan.risks': 'Accepted risks',
    'plan.risk': '{check}: accepted by {by}, {at}: {why}',
    'plan.users': 'Text for your users',
    'plan.users.when': '[day and time]',
    'plan.digest': 'Digest of this plan',
    'plan.handover': 'Do this yourself',
    'plan.handover.runbook':
        'The runbook below has the commands in the safe order. The page shows the result automatically.',
    'plan.read_only': 'This agent only reports.',
    'plan.read_only.command': 'Let the agent apply plans',
    'plan.read_only.how': `${SWAP_RIGHTS} Then make the plan again. Or apply the plan there yourself: MODE=swap fips-agent apply. If the agent is only an image on that host, run this command in the folder of the Compose project:`,
    'plan.expired':
        'A plan can be approved for ten minutes, and this one has expired. Make a new one; it stays the same if nothing has changed.',
    'plan.fixed': 'What blocked this plan is fixed now. Make a new one to approve.',
    'plan.stale': 'This plan is stale: the deployment has changed since it was made. Make a new one and read it.',
    'plan.renew': 'Make a new plan',
    'plan.noted': 'Approved by {names}. Another approver has to approve the same plan.',
    'plan.noted.next':
        'The other approver makes the plan again, gets the same one if nothing has changed, and approves it.',
    'plan.noted.yours': 'You have approved it; now another approver has to approve it too.',
    'plan.two': 'This plan needs two approvers.',
    'plan.moved': 'What has changed: {parts}.',
    'plan.window.label': 'When it may start',
    'plan.window.now': 'At once',
    'plan.window.later': 'In a window of time',
    'plan.window.from': 'Not before',
    'plan.window.until': 'Not after',
    'plan.window.hint': 'At most {lengthHours} hours long, and open within {aheadHours} hours from now.',
    'plan.window.means': 'Starts between {from} and {until}, after checking everything again.',
    'plan.window.wrong':
        'This window is not valid: the second time must be after the first, the window at most {lengthHours} hours long and open within {aheadHours} hours from now.',
    'plan.waits': 'Approved: starts between {from} and {until}.',
    'plan.waits.more':
        'Approved by {by}. The agent then checks everything again, and does not start if anything has changed.',
    'plan.withdraw': 'Withdraw the approval',
    'plan.withdrawn': '{by} withdrew the approval.',
    'plan.not_begun': 'Not started in the window from {from} to {until}.',
    'plan.approve.title': 'Approve',
    'plan.approve.lead': 'Mattermost will be down for {from} to {to} s, and everybody on {host} will notice.',
    'plan.approve.host': 'Type {host} to approve',
    'plan.approve.host.wrong': 'That is not {host}.',
    'plan.approve.reference': 'Change reference (optional)',
    'plan.approve.reference.hint': 'For example a ticket number; it is saved with the run.',
    'plan.approve.code': 'Code from the host',
    'plan.approve.code.hint': 'Run fips-agent code on the agent’s host; the code has eight digits.',
    'plan.approve.code.wrong': 'Enter eight digits.',
    'plan.approve.go': 'Approve and start',
    'plan.approve.later': 'Approve for that time',
    'plan.approve.sent': 'Approved. Waiting for the agent…',
    'plan.approve.quiet':
        'The agent has not answered yet. It reports the start of the run before it changes anything. If it does not take up the approval within five minutes, the approval lapses and nothing is changed.',
    'plan.approve.silent':
        'The agent has not answered. Until {at} it can still take up your approval; then the approval lapses. Check its log: {agentLog}',
    'plan.approve.lapsed':
        'Your approval has lapsed: the agent did not take it up within five minutes, and has reported no run. Check its log ({agentLog}), then make a new plan.',

    'swap.title':
        '{goal, select, to_fips {Swapping to the FIPS image} to_standard {Moving back to the standard image} other {Changing the database password}}',
    'swap.back_title': 'Rolling back',
    'swap.back_title_asked': 'Rolling back on request',
    'swap.by': '{by} · {at}',
    'swap.plan': 'plan',
    'swap.risks': '{count, plural, one {1 risk accepted} other {# risks accepted}}',
    'swap.down': 'Down for up to {time}',
    'swap.down.expected': 'of {from} to {to} expected',
    'swap.down.soon': '{from} to {to} of downtime ahead',
    'swap.down.longer':
        'This takes longer than expected. If Mattermost does not get ready, the agent rolls back automatically.',
    'swap.down.longer_ask': 'This takes longer than expected. To roll back, use the rescue kit below.',
    'swap.steps': 'Steps',
    'swap.last': 'The last run, step by step',
    'swap.step.done': 'done',
    'swap.step.failed': 'failed',
    'swap.step.current': 'now',
    'swap.step.waiting': 'waiting',
    'swap.step.skipped': 'not started',
    'swap.silence':
        'Mattermost is being recreated: this page shows no progress until it is up again. That is normal; the agent continues.',
    'swap.announced': 'At “{step}”, Mattermost goes down and this page shows nothing new for a moment. Leave it open.',
    'swap.cancel': 'Cancel the run',
    'swap.cancel.text': 'Nothing has been changed yet: the run ends and leaves everything as it was.',
    'swap.cancelling': 'Cancelling…',
    'swap.no_cancel':
        'Too late to cancel: the run has started to change something. When it has ended, you can roll it back here.',
    'swap.agent_gone':
        'The agent has not reported for a while. To see how far it got, run fips-agent status on its host.',

    'back.open': 'Roll back…',
    'back.title': 'Roll back this run?',
    'back.comes': 'Restored: files, container and the image {image}, by its id.',
    'back.comes_resource': 'Restored: the resource with the image {image}; every pod is replaced again.',
    'back.comes_password': 'Restored too: the old database password.',
    'back.stays': 'Kept: everything users have written in the meantime, and the pulled image.',
    'back.stays_written': 'Kept: everything users have written in the meantime.',
    'back.notice': 'Users will notice: Mattermost is down for about {from} to {to} s, then reloads.',
    'back.go': 'Roll back now',

    'discard.open': 'Discard the old image…',
    'discard.title': 'Discard what this run keeps for a rollback?',
    'discard.goes': 'Removed: the old image {image}, its saved copy, and the old container if one was kept.',
    'discard.then': 'Afterwards this run cannot be rolled back; a plan to move back pulls the image again.',
    'discard.stays': 'Kept: the running site, the database, its backup, and all reports.',
    'discard.go': 'Discard it',
    'discard.done': 'The old image of this run was discarded: it can no longer be rolled back.',

    'verify.title.succeeded':
        '{goal, select, to_fips {Moved to the FIPS image} to_standard {Back on the standard image} other {The database password is changed}}',
    'verify.title.rolled_back': 'Rolled back: the site is as it was before',
    'verify.title.rolled_back_asked': 'Rolled back on request: the site is as it was before',
    'verify.title.needs_attention': 'Needs attention',
    'verify.title.refused': 'Refused: nothing was changed',
    'verify.title.cancelled': 'Cancelled: nothing was changed',
    'verify.line':
        '{goal, select, to_fips {to the FIPS image} to_standard {to the standard image} other {database password}} · {by} · {at}',
    'verify.down': 'Downtime',
    'verify.down.value': '{time}, measured at the server',
    'verify.down.both': '{time}, measured at the server: the swap and its rollback together',
    'verify.down.front': '{time} at the site URL',
    'verify.down.never': 'none',
    'verify.down.unknown': 'not measured',
    'verify.expected': 'expected {from} to {to} s',
    'verify.state': 'The site now',
    'verify.failed': 'What failed',
    'verify.notices': 'Needs attention',
    'verify.kept': 'Kept',
    'verify.kept.logs':
        'Logs and state of what failed are in the run’s folder on the agent’s host; ROLLBACK.txt and the old files are in the rescue kit.',
    'verify.kept.files': 'ROLLBACK.txt and the old files are in the rescue kit.',
    'verify.kept.image': 'The old image {image} is kept on the host until you discard it.',
    'verify.kept.nothing': 'The journal of the run, on the agent’s host.',
    'verify.next': 'What to do next',
    'verify.next.status': 'The full record, with the commands: on the agent’s host',
    'verify.next.plan': 'Fix what failed, check again, and make a new plan.',
    'verify.next.asked': 'There is nothing to fix. To move again, make a new plan.',
    'verify.next.look':
        'The site is up, as far as this could be proved. Look at what is listed; then keep the new state, or roll back.',
    'verify.layers': 'Proved in layers',
    'verify.layers_back': 'The old state, verified again after the rollback',
    'verify.layers_passed': '{count, plural, one {One layer passed} other {# layers passed}}: {names}',

    'verify.functions_passed': '{count, plural, one {One function works} other {# functions work}}: {names}',
    'verify.each': 'What each one showed',

    'site.confirming': 'Confirming… The agent is checking the site again. Results from before the run are not shown.',
    'verify.layer.ok': 'Passed',
    'verify.layer.failed': 'Failed',
    'verify.layer.skipped': 'Not checked',
    'verify.flag': 'This server now reports',
    'verify.flag.fips': 'it runs a FIPS build (IsFipsEnabled)',
    'verify.flag.standard': 'it does not run a FIPS build (IsFipsEnabled)',
    'verify.flag.none': 'nothing about FIPS: only releases from 11.3 on do',
    'verify.steps': 'What was done, step by step',
    'verify.download': 'Download the run (JSON)',
    'verify.stays': 'Remove what the FIPS server has stored',
    'verify.reference': 'Change reference',

    'history.title': 'History',
    'history.none': 'No run is recorded here.',
    'history.ask': 'Ask the agent for its runs',
    'history.lead': '{count, plural, one {One run} other {# runs}}. The last one: {end}, {at}',
    'history.lead_last': 'The last run: {end}, {at}',
    'history.when': 'When',
    'history.goal': 'Goal',
    'history.by': 'By',
    'history.down': 'Down',
    'history.end': 'End',
    'history.caption': 'Every run of this agent, newest first',
} as const;

export type MoveWord = keyof typeof MOVE_WORDS;

export const MOVE_MESSAGES = makeMessages({...PLAN_AND_RUN_WORDS, ...ERROR_TITLES}, MOVE_WORDS);
