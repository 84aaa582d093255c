/** What only the terminal and the rescue kit say of plans and runs. ICU message syntax, English. */
export const TERMINAL_WORDS = {
    'run.bytes': '{done} of {total}',
    'run.rate': '{rate}/s',
    'run.phase.operator': 'the operator has not started yet',
    'run.phase.update_check': 'the operator tries the image',
    'run.phase.pods': '{done} of {total} pods ready',
    'run.whole': 'run {time}',
    'run.bytes_open': '{done}',
    'run.question': 'Apply this plan now? Mattermost will be down for {from} to {to} s.',
    'run.question_no_downtime': 'Apply this plan now? No downtime is expected.',
    'run.roll_back_question':
        'Roll back run {run} now? Mattermost is recreated and will be down for as long as it takes to start.',
    'run.roll_back_question_no_downtime':
        'Roll back run {run} now? Every pod is replaced again; no downtime is expected.',
    'status.waits':
        'A plan approved by {by} starts between {from} and {until}, if nothing has changed by then. Withdraw the approval: fips-agent withdraw',
    'status.times': 'Times of this host ({zone}):',
    'status.took': '{seconds} s',
    'status.now.as_left': 'Now {container} runs {image}, as this run left it.',
    'status.now.new': 'Now {container} runs the new image, {image}.',
    'status.now.old': 'Now {container} runs the image from before the run, {image}.',
    'status.now.other': 'Now {container} runs {image}, which is neither the old nor the new image of this run.',
    'status.now.none': 'Now the deployment does not have a Mattermost container.',
    'status.now.differs':
        'That is not how this run ended ({end}): somebody has changed the deployment since, with rollback.sh or by hand. To see what runs now: fips-agent check --after',
    'status.now.not_looked':
        'The agent could not see what runs now, because its Docker engine or cluster does not answer as it should. This is what the journal says.',
    'withdraw.done': 'Withdrawn: nothing will start between {from} and {until}.',
    'withdraw.none': 'No approval is waiting.',
    'run.discard_question':
        'Discard what run {run} keeps for a rollback: the old image {image}, its saved copy and the old container? A rollback is not possible afterwards.',
    'run.discarded': 'Discarded what run {run} kept of {image}. The deployment itself was not changed.',
    'watch.looked': 'Checked at {at}; next check in {minutes} min. Press Ctrl+C to stop.',
    'run.none': 'This agent has not run a plan yet.',
    'run.list': '{at}  {run}  {goal}: {end}',
    'check_all.verdict.ready': 'ready',
    'check_all.verdict.not_ready': '{blockers, plural, one {# blocker} other {# blockers}}',
    'check_all.verdict.cannot_tell': 'cannot tell',
    'check_all.verdict.already_there': 'nothing to do',
    'check_all.progress': '{done, number} of {total, number}',
    'check_all.summary':
        '{total, plural, one {# deployment} other {# deployments}} checked: {ready, number} ready, {there, number} with nothing to do, {blocked, number} with blockers, {open, number} unknown.',
    'check_all.none': 'No deployment was found in the cluster, so nothing was checked.',
    'plan.apply': 'Apply it:',
    'plan.obstacle.checks':
        'It cannot be applied yet: {count, plural, one {one check blocks} other {# checks block}} it ({checks}). To see what to do:',
    'plan.obstacle.goal_not_allowed':
        'This agent may not apply it: ALLOW in its settings file does not list {goal}. Add it there, and make the plan again.',
    'plan.obstacle.read_only':
        'This agent only reports (MODE is read_only). To apply the plan all the same, or to let the page apply plans:',
    'plan.plugins.vanishes': 'Plugins that will be gone: {names}',
    'plan.plugins.shadowed': 'Plugins that stay a non-FIPS build because of a stored copy: {names}',
    'plan.plugins.unknown': 'Plugins whose state after the move is not known: {names}',
    'plan.plugins.stays_non_fips': 'Plugins that keep running as non-FIPS builds, as expected: {names}',
    'plan.plugins.becomes_fips': 'Plugins that run as FIPS builds afterwards: {names}',
    'rescue.title': 'How to roll this back, without the agent and while Mattermost is down',
    'rescue.run': 'Run {run}, {goal}. Rewritten at each step; last: {step}.',
    'rescue.nothing': 'The deployment has not been changed yet. There is nothing to roll back.',
    'rescue.changed': 'What the run has started to change:',
    'rescue.changed.edit': 'files: {files}',
    'rescue.changed.rotate': 'the password of the database role {role}',
    'rescue.changed.patch': 'the resource: its image was {from}, planned: {to}',
    'rescue.changed.recreate': 'the container: its image was {from}, planned: {to}',
    'rescue.ended': 'The run has ended: {end}.',
    'rescue.script': 'All of it in one command: sh {script}',
    'rescue.commands': 'Or by hand, in this order:',
    'rescue.context':
        'kubectl changes what its current context leads to; the context of this run was {context}. The script makes sure of it, the lines below do not.',
    'rescue.deleted': 'If somebody has deleted the resource, this creates it as it was before the run:',
    'rescue.secret':
        'This folder holds old copies of files with secrets: keep it readable by root only, and delete it when you no longer need a rollback.',
} as const;
