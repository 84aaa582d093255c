import {ERRORS} from '../errors/catalogue.ts';

/** The titles of all errors alone, under `error.<code>.title`: a step's reason may be any of them. */
export const ERROR_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(ERRORS).map(([code, {title}]) => [`error.${code}.title`, title]),
);
