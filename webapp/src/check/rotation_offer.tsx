import React from 'react';
import {useWords} from '../i18n/use_words.ts';
import {Button} from '../widgets/button.tsx';

/** The agent changes a short password itself: the plan that does so is the first way, the commands are the second. */
export function RotationOffer({onMakePlan}: {readonly onMakePlan: () => void}) {
    const {say} = useWords();
    return (
        <div className="fr-beside">
            <Button look="primary" onClick={onMakePlan}>
                {say('next.make_plan')}
            </Button>
            <p>{say('check.rotation')}</p>
        </div>
    );
}
