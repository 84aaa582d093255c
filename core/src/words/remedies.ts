import type {RemedyCode} from '../remedies/catalogue.ts';

/** What each remedy asks for: one sentence, ICU message syntax, English. */
export const REMEDY_WORDS = {
    rotate_database_password:
        'Give the database role a new password of at least 14 bytes, stored as SCRAM-SHA-256, and put the same password where the deployment keeps it (`.env` in the official project). The running server cannot open new connections until it is recreated.',
    raise_minimum_length:
        'Set System Console > Authentication > Password > Minimum Password Length to 14 or more and save.',
} as const satisfies Record<RemedyCode, string>;
