import {ChangeButton as Button} from './change_button.tsx';
import {ChangedPlugins as List} from './changed_plugins.tsx';
import {ChangeForm as Form} from './change_form.tsx';
import {CHANGE_MESSAGES} from '../i18n/change_words.ts';
import {withWords} from '../i18n/part_words.tsx';

/** What changes plugins before the move, with its words: a script of its own, for who may change them. */
export const ChangeButton = withWords(Button, CHANGE_MESSAGES);
export const ChangeForm = withWords(Form, CHANGE_MESSAGES);
export const ChangedPlugins = withWords(List, CHANGE_MESSAGES);
