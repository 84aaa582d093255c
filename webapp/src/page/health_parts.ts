import {HealthSection as Health} from '../health/health_section.tsx';
import {HEALTH_MESSAGES} from '../i18n/health_words.ts';
import {withWords} from '../i18n/part_words.tsx';

/** What only a page on a FIPS build draws, or after a move, with its words: a script of its own. */
export const HealthSection = withWords(Health, HEALTH_MESSAGES);
