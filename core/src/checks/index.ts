import type {AnyCheck} from './check.ts';
import {database_password_length} from './database_password_length.ts';

/** Every check, in the order results are listed. */
export const CHECKS: readonly AnyCheck[] = [database_password_length];
