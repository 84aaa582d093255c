import React, {useState} from 'react';
import {useWords} from '../i18n/use_words.ts';
import type {Asked} from '../state/ask_agent.ts';
import type {Readiness} from '../state/use_readiness.ts';
import {Situation} from '../verdict/situation.tsx';
import {Button} from '../widgets/button.tsx';
import type {Parts} from '../widgets/use_parts.ts';
import type * as moveParts from './move_parts.ts';

type Props = {readonly readiness: Readiness; readonly moving: Parts<typeof moveParts>};

/** What comes and goes while somebody reads: below everything, so that nothing moves, and always in sight. */
export function Notices({readiness, moving: {parts}}: Props) {
    const {say} = useWords();
    const [read, setRead] = useState<Asked>();
    const shown = readiness.asked === read ? {...readiness, asked: undefined} : readiness;
    const {asked} = shown;
    return (
        <div className="fr-notices">
            <Situation readiness={shown} />
            {parts && <parts.AskedLine readiness={shown} />}
            {(asked?.outcome.code === 'refused' || asked?.outcome.code === 'silent') && (
                <Button look="quiet" onClick={() => setRead(asked)}>
                    {say('page.dismiss')}
                </Button>
            )}
        </div>
    );
}
