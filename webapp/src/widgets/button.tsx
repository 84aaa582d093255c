import React from 'react';
import type {ButtonHTMLAttributes} from 'react';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type' | 'className'> & {
    readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger';
};

/** A button that never submits the host's form. */
export function Button({look = 'secondary', ...rest}: Props) {
    return <button {...rest} type="button" className={`fr-button fr-button--${look}`} />;
}
