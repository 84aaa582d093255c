import React, {useId} from 'react';

type Props = {
    readonly label: string;
    readonly hint?: string;
    /** What is wrong with the value; undefined while nothing is. */
    readonly error?: string | undefined;
    readonly type?: 'text' | 'datetime-local';
    readonly value: string;
    readonly maxLength?: number;
    readonly onChange: (value: string) => void;
    /** Enter in the field. The host's form is never submitted. */
    readonly onEnter?: () => void;
};

/** One line of input with its label, hint and error. */
export function TextField({label, hint, error, type = 'text', value, maxLength, onChange, onEnter}: Props) {
    const id = useId();
    const below = error ?? hint;
    return (
        <div className="fr-field">
            <label htmlFor={id} className="fr-field__label">
                {label}
            </label>
            <input
                id={id}
                type={type}
                className="fr-field__input"
                value={value}
                maxLength={maxLength}
                autoComplete="off"
                aria-invalid={error !== undefined}
                aria-describedby={below === undefined ? undefined : `${id}-below`}
                onChange={(event) => {
                    // The host marks its own form as changed by bubbling change events: ours are none of its settings.
                    event.stopPropagation();
                    onChange(event.target.value);
                }}
                onKeyDown={(event) => {
                    if (event.key === 'Enter') {
                        event.preventDefault();
                        onEnter?.();
                    }
                }}
            />
            {below !== undefined && (
                <div id={`${id}-below`} className={error === undefined ? 'fr-field__hint' : 'fr-field__error'}>
                    {below}
                </div>
            )}
        </div>
    );
}
