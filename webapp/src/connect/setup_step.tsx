import React, {useState} from 'react';
import type {ConnectWord} from '../i18n/connect_words.ts';
import {useWords} from '../i18n/use_words.ts';
import type {Words} from '../i18n/use_words.ts';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Button} from '../widgets/button.tsx';
import {Notice} from '../widgets/notice.tsx';
import type {ConnectProps} from './connect_props.ts';
import {planSetup} from './setup_plan.ts';
import type {SetupPlan} from './setup_plan.ts';
import {neededSteps, performSetup} from './setup_steps.ts';
import type {SetupStepId} from './setup_steps.ts';

/** Bot and channel: every change is named before anything is asked of the server. */
export function SetupStep({server, readiness, onToken}: ConnectProps & {readonly onToken: (token: string) => void}) {
    const words = useWords<ConnectWord>();
    const {say, problem} = words;
    const announce = useAnnounce();
    const [plan, setPlan] = useState<SetupPlan>();
    const [running, setRunning] = useState<SetupStepId>();
    const [busy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string>();
    const guarded = async (work: () => Promise<void>) => {
        if (busy) {
            return;
        }
        setBusy(true);
        setFailure(undefined);
        try {
            await work();
        } catch (error) {
            setFailure(problem(error));
        }
        setRunning(undefined);
        setBusy(false);
    };
    const show = () => guarded(async () => setPlan(await planSetup(server)));
    const go = () =>
        guarded(async () => {
            // What a failed try left is found again, so that nothing is made twice.
            const fresh = await planSetup(server);
            setPlan(fresh);
            const save = readiness.changeSettings;
            const done = await performSetup({server, plan: fresh, onStep: setRunning, save});
            if ('failure' in done) {
                const step = nameOf(done.failure.step, fresh, words);
                setFailure(say('connect.setup.failed', {step, problem: problem(done.failure.problem)}));
                return;
            }
            onToken(done.token);
            announce(say('connect.setup.done'));
        });
    const steps = plan ? neededSteps(plan) : [];
    const at = running ? steps.indexOf(running) : -1;
    return (
        <>
            {plan ? (
                <>
                    <p>{say('connect.setup.lead')}</p>
                    <ol className="fr-changes">
                        {steps.map((step, index) => (
                            <li key={step} aria-current={index === at ? 'step' : undefined}>
                                {nameOf(step, plan, words)}
                                {index < at && <strong> · {say('connect.setup.step_done')}</strong>}
                            </li>
                        ))}
                    </ol>
                    <div className="fr-actions">
                        <Button look="primary" aria-disabled={busy} onClick={() => void go()}>
                            {busy ? say('connect.setup.working') : say('connect.setup.go')}
                        </Button>
                        {!busy && (
                            <Button look="quiet" onClick={() => setPlan(undefined)}>
                                {say('page.cancel')}
                            </Button>
                        )}
                    </div>
                </>
            ) : (
                <Button aria-disabled={busy} onClick={() => void show()}>
                    {say('connect.setup.start')}
                </Button>
            )}
            {failure !== undefined && (
                <Notice tone="fail" urgent>
                    {failure}
                </Notice>
            )}
        </>
    );
}

function nameOf(step: SetupStepId, plan: SetupPlan, {say}: Words<ConnectWord>): string {
    switch (step) {
        case 'bot':
            return say('connect.setup.bot', {name: plan.botName});
        case 'team':
            return say('connect.setup.team', {name: plan.teamName});
        case 'channel':
            return say('connect.setup.channel', {name: plan.channelName});
        case 'members':
            return say('connect.setup.members', {names: plan.admins.map(({username}) => `@${username}`).join(', ')});
        case 'allow_bots':
        case 'token':
        case 'save':
            return say(`connect.setup.${step}`);
    }
}
