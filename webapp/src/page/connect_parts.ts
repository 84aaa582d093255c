import {ConnectSection as Connect} from '../connect/connect_section.tsx';
import {CONNECT_MESSAGES} from '../i18n/connect_words.ts';
import {withWords} from '../i18n/part_words.tsx';

/** What connects and disconnects the agent, with its words: a script of its own. */
export const ConnectSection = withWords(Connect, CONNECT_MESSAGES);
