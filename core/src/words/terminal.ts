/** What only the terminal and the rescue kit say of plans and runs. ICU message syntax, English. */
export const TERMINAL_WORDS = {
    'run.bytes': '  {done} of {total}',
    'run.bytes_open': '  {done}',
    'run.question': 'Carry this plan out now? Mattermost will be down for {from} to {to} s.',
    'run.roll_back_question':
        'Take the run {run} back now? Mattermost is recreated and down for as long as a start takes.',
    'status.waits':
        'A plan approved by {by} begins between {from} and {until}, if nothing has moved by then. Take that back: fips-agent withdraw',
    'status.now.as_left': 'Now {container} runs {image}, as this run left it.',
    'status.now.new': 'Now {container} runs the new image, {image}.',
    'status.now.old': 'Now {container} runs the image from before the run, {image}.',
    'status.now.other': 'Now {container} runs {image}, which is neither the old nor the new image of this run.',
    'status.now.none': 'Now the deployment has no container of Mattermost.',
    'status.now.differs':
        'That is not how this run ended ({end}): somebody has changed the deployment since, with rollback.sh or by hand. What runs now counts; see it with fips-agent check --after',
    'status.now.not_looked':
        'What runs now could not be looked at, because the engine does not answer as it should: this is what the journal says.',
    'withdraw.done': 'Withdrawn: nothing begins between {from} and {until}.',
    'withdraw.none': 'No approval waits.',
    'run.discard_question':
        'Give up the way back of the run {run}: remove the old image {image}, its saved copy and the kept container? A rollback is not possible afterwards.',
    'run.discarded': 'Discarded what the run {run} kept of {image}. The deployment itself was not touched.',
    'watch.looked': 'Looked at {at}; again in {minutes} min. Ctrl+C ends it.',
    'run.none': 'This agent has carried out no run yet.',
    'run.list': '{at}  {run}  {goal}: {end}',
    'plan.apply': 'Carry it out: fips-agent apply {file}',
    'plan.obstacle.checks':
        'It cannot be carried out yet: {count, plural, one {one check stands} other {# checks stand}} in its way ({checks}). fips-agent check says what to do.',
    'plan.obstacle.goal_not_allowed':
        'This agent may not carry it out: ALLOW in its file does not name {goal}. Add it there, and make the plan again.',
    'plan.obstacle.read_only':
        'This agent only reports (MODE is read_only), so it does not carry it out: MODE=swap fips-agent init gives it the rights.',
    'plan.plugins.vanishes': 'Plugins that will be gone: {names}',
    'plan.plugins.shadowed': 'Plugins that stay a non-FIPS build because of a stored copy: {names}',
    'plan.plugins.unknown': 'Plugins of which it is not known what becomes: {names}',
    'plan.plugins.stays_non_fips': 'Plugins that go on as non-FIPS builds, as expected: {names}',
    'plan.plugins.becomes_fips': 'Plugins that run as FIPS builds afterwards: {names}',
    'rescue.title': 'How to take this back, without the agent and while Mattermost is down',
    'rescue.run': 'Run {run}, {goal}. Written anew at each step; last: {step}.',
    'rescue.nothing': 'Nothing of the deployment was changed yet. There is nothing to take back.',
    'rescue.changed': 'What the run has begun to change:',
    'rescue.changed.edit': 'files: {files}',
    'rescue.changed.rotate': 'the password of the database role {role}',
    'rescue.changed.patch': 'the resource: its image was {from}, it shall be {to}',
    'rescue.changed.recreate': 'the container: it was {from}, it shall be {to}',
    'rescue.ended': 'The run has ended: {end}.',
    'rescue.script': 'All of it in one: sh {script}',
    'rescue.commands': 'Or by hand, in this order:',
    'rescue.secret':
        'This folder holds old copies of files with secrets: keep it to root, and delete it when the move is settled.',
} as const;
