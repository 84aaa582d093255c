import React, {useEffect, useState} from 'react';
import {makeVisible, placeOf, remedyCommands} from '@fips-readiness/core';
import type {Facts} from '@fips-readiness/core';
import type {ChangeWord} from '../i18n/change_words.ts';
import {useWords} from '../i18n/use_words.ts';
import {Button} from '../widgets/button.tsx';
import {useAnnounce} from '../widgets/announcer.tsx';
import {Notice} from '../widgets/notice.tsx';
import type {StepFailure} from '../client/perform_steps.ts';
import type {Server} from '../client/server.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {canInstall} from './can_install.ts';
import {ChangeProblem} from './change_problem.tsx';
import {performChange} from './perform_change.ts';
import {CHANGE_STEPS} from './plugin_change.ts';
import type {ChangeStep, PluginChange} from './plugin_change.ts';

export type ChangeFormProps = {
    readonly change: PluginChange;
    readonly facts: Facts;
    readonly by: string;
    readonly server: Server;
    readonly readiness: Readiness;
    readonly onClose: () => void;
};

/** Names exactly what will change, asks, and does it; facts are looked at again afterwards. */
export function ChangeForm({change, facts, by, server, readiness, onClose}: ChangeFormProps) {
    const {say} = useWords<ChangeWord>();
    const announce = useAnnounce();
    const again = useAgain(server, change, facts);
    const [running, setRunning] = useState<ChangeStep>();
    const [failure, setFailure] = useState<StepFailure<ChangeStep>>();
    const {kind} = change;
    const steps: readonly ChangeStep[] = CHANGE_STEPS[kind];
    const values = {id: change.id, name: makeVisible(change.name), version: makeVisible(change.version)};
    const word = (step: ChangeStep) => say(`change.${kind}.${step}` as ChangeWord, values);
    const at = running ? steps.indexOf(running) : -1;
    const isOff = again === 'looking' || (kind === 'reinstall' && again === 'no');
    const go = async () => {
        if (running || isOff) {
            return;
        }
        setFailure(undefined);
        const failed = await performChange({
            server,
            change,
            by,
            at: new Date().toISOString(),
            onStep: setRunning,
            save: readiness.changeSettings,
        });
        if (failed) {
            setRunning(undefined);
            setFailure(failed);
            return;
        }
        announce(say(`change.done.${kind}`, values));
        onClose();
        const isHere = readiness.snapshot?.agent?.presence === 'online';
        await (isHere ? readiness.checkAgain() : readiness.reload());
    };
    return (
        <div className="fr-form">
            <h4>{say(`change.title.${kind}`, values)}</h4>
            <p>{say('change.lead')}</p>
            <ol className="fr-changes">
                {steps.map((step, index) => (
                    <li key={step} aria-current={index === at ? 'step' : undefined}>
                        {word(step)}
                        {index < at && <strong> · {say('change.step_done')}</strong>}
                    </li>
                ))}
            </ol>
            <p>
                {say(`change.note.${kind}`, values)}{' '}
                {again === 'looking'
                    ? say('change.looking')
                    : again &&
                      say(
                          kind === 'reinstall' && again === 'no' ? 'change.again.gone' : `change.again.${again}`,
                          values,
                      )}
            </p>
            {failure && (
                <Notice tone="fail" urgent>
                    <ChangeProblem
                        failure={failure}
                        change={change}
                        title={word(failure.step)}
                        commands={remedyCommands('remove_stored_copy', {...placeOf(facts), plugins: [change.id]})}
                    />
                </Notice>
            )}
            <div className="fr-actions">
                <Button
                    look={kind === 'keep' || kind === 'reinstall' ? 'primary' : 'danger'}
                    aria-disabled={running !== undefined || isOff}
                    onClick={() => void go()}
                >
                    {running ? say('change.working') : say(`change.go.${kind}`)}
                </Button>
                {!running && (
                    <Button look="quiet" onClick={onClose}>
                        {say('page.cancel')}
                    </Button>
                )}
            </div>
        </div>
    );
}

/** Could this version be installed (again)? Undefined where that does not matter. */
function useAgain(server: Server, change: PluginChange, facts: Facts): 'looking' | 'yes' | 'no' | undefined {
    const matters = change.kind === 'remove' || change.kind === 'reinstall';
    const [again, setAgain] = useState<'looking' | 'yes' | 'no'>('looking');
    useEffect(() => {
        let isGone = false;
        const tell = (can: boolean) => {
            if (!isGone) {
                setAgain(can ? 'yes' : 'no');
            }
        };
        if (matters) {
            canInstall(server, change, facts).then(tell, () => tell(false));
        }
        return () => {
            isGone = true;
        };
    }, [server, change, facts, matters]);
    return matters ? again : undefined;
}
