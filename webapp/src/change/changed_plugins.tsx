import React, {useState} from 'react';
import {makeVisible} from '@fips-readiness/core';
import type {ChangeWord} from '../i18n/change_words.ts';
import {useWords} from '../i18n/use_words.ts';
import type {ChangedPlugin} from '../state/plugin_settings.ts';
import {Button} from '../widgets/button.tsx';
import type {ChangeFormProps} from './change_form.tsx';
import {ChangeForm} from './change_form.tsx';

type Props = Omit<ChangeFormProps, 'change' | 'onClose'> & {
    readonly changed: readonly ChangedPlugin[];
    readonly canChange: boolean;
};

/** What was changed from this page before the move, by whom and when, and the way back. */
export function ChangedPlugins({changed, canChange, ...rest}: Props) {
    const {say, at} = useWords<ChangeWord>();
    const [open, setOpen] = useState<string>();
    return (
        <>
            <h4>{say('change.list')}</h4>
            <ul className="fr-remedies">
                {changed.map(({id, name, version, by, at: when, change}) => {
                    const kind = change === 'kept' ? 'unkeep' : 'reinstall';
                    const values = {name: makeVisible(name), version: makeVisible(version), by: makeVisible(by)};
                    return (
                        <li key={id}>
                            <p>{say(`change.line.${change}`, {...values, at: at(when)})}</p>
                            {canChange && open !== id && (
                                <Button onClick={() => setOpen(id)}>{say(`change.button.${kind}`)}</Button>
                            )}
                            {canChange && open === id && (
                                <ChangeForm
                                    {...rest}
                                    change={{kind, id, name, version}}
                                    onClose={() => setOpen(undefined)}
                                />
                            )}
                        </li>
                    );
                })}
            </ul>
        </>
    );
}
