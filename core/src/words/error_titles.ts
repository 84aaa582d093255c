import {TITLES} from '../errors/titles.ts';

/** The titles of all errors alone, under `error.<code>.title`: a step's reason may be any of them. */
export const ERROR_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
    Object.entries(TITLES).map(([code, title]) => [`error.${code}.title`, title]),
);
