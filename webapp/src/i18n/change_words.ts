import {makeMessages} from './messages.ts';

/** What the page says while it changes a plugin before the move. ICU message syntax, English. */
const CHANGE_WORDS = {
    'change.button.keep': 'Keep it…',
    'change.button.remove': 'Remove the stored copy…',
    'change.button.unkeep': 'Put back…',
    'change.button.reinstall': 'Install it again…',

    'change.title.keep': 'Keep {name} {version}?',
    'change.title.remove': 'Remove the stored copy of {name} {version}?',
    'change.title.unkeep': 'Take the kept copy of {name} {version} out again?',
    'change.title.reinstall': 'Install {name} {version} again?',
    'change.lead': 'This is done with your session, in this order. Nothing else is changed.',
    'change.keep.install':
        'Copy the bundle of {name} {version} into the file store (plugins/{id}.tar.gz), through the Marketplace of this server. {name} restarts for a moment.',
    'change.keep.remember': 'Note it in the settings of this plugin, so that it can be put back.',
    'change.remove.remember': 'Note it in the settings of this plugin, so that it can be put back.',
    'change.remove.remove':
        'Remove {name}: its copy in the file store (plugins/{id}.tar.gz) and the running plugin. It stops for everybody at once; its data stay.',
    'change.remove.enable':
        'Switch it on again in the settings (PluginSettings.PluginStates; every other plugin stays as it is): the image’s own build comes up with the next start of Mattermost.',
    'change.unkeep.remove':
        'Remove {name}: its copy in the file store (plugins/{id}.tar.gz) and the running plugin. It stops for everybody at once; its data stay.',
    'change.unkeep.enable':
        'Switch it on again in the settings (PluginSettings.PluginStates; every other plugin stays as it is): the image’s own comes up with the next start of Mattermost.',
    'change.unkeep.forget': 'Forget the note in the settings of this plugin.',
    'change.reinstall.install':
        'Install {name} {version} through the Marketplace of this server into the file store (plugins/{id}.tar.gz).',
    'change.reinstall.enable':
        'Switch it on in the settings, where it is not (PluginSettings.PluginStates; every other plugin stays as it is).',
    'change.reinstall.forget': 'Forget the note in the settings of this plugin.',
    'change.note.keep': 'After the move it runs as it does now, as a build that is not FIPS.',
    'change.note.remove': 'Do this right before the move: {name} is missing until Mattermost starts again.',
    'change.note.unkeep': '{name} is missing until Mattermost starts again, and is gone after the move.',
    'change.note.reinstall': 'It then stands before the FIPS build again.',
    'change.looking': 'Looking whether this version can be installed again…',
    'change.again.yes': 'It can be put back from here: the Marketplace of this server has version {version}.',
    'change.again.no':
        'It cannot be put back from here: the Marketplace of this server does not have version {version}. To be able to go back, first copy plugins/{id}.tar.gz out of the file store; mmctl plugin add takes it in again, while plugin uploads are on.',
    'change.again.gone':
        'The Marketplace of this server does not have version {version}. Where somebody has kept plugins/{id}.tar.gz, mmctl plugin add takes it in again, while plugin uploads are on. The image’s own {name} comes up with the next start of Mattermost.',

    'change.go.keep': 'Keep it now',
    'change.go.remove': 'Remove the stored copy now',
    'change.go.unkeep': 'Take it out now',
    'change.go.reinstall': 'Install it now',
    'change.working': 'Working…',
    'change.step_done': 'done',
    'change.done.keep': '{name} is kept: it survives the move.',
    'change.done.remove': 'The stored copy of {name} is removed. The image’s own build comes up with the next start.',
    'change.done.unkeep': 'The kept copy of {name} is taken out.',
    'change.done.reinstall': '{name} is installed again.',

    'change.failed': 'Stopped at: {step} {problem}',
    'change.problem.version_not_found': 'The Marketplace of this server does not have this version.',
    'change.problem.marketplace_off': 'The Marketplace is switched off on this server.',
    'change.state.unknown':
        'Whether this step was done is not known. Check again first; trying again does no harm: what is done already is not done twice.',
    'change.state.keep.install':
        'Nothing is kept in the file store. Look in Plugin Management whether {name} still runs, then try again.',
    'change.state.keep.remember': '{name} is kept; only this page’s note of it is missing. Try again to write it.',
    'change.state.remove.remember': 'Nothing was changed.',
    'change.state.remove.remove': 'The stored copy may still be there. Look in Plugin Management, then try again.',
    'change.state.remove.enable':
        'The stored copy is removed, and {name} is switched off: without the next step it would not come up again. Try again, or switch it on in local mode:',
    'change.state.unkeep.remove': 'The kept copy may still be there. Look in Plugin Management, then try again.',
    'change.state.unkeep.enable':
        'The kept copy is taken out, and {name} is switched off: without the next step it would not come up again. Try again, or switch it on in local mode:',
    'change.state.unkeep.forget': 'The kept copy is taken out; only this page’s note of it still stands. Try again.',
    'change.state.reinstall.install': 'Nothing was installed. Try again, or in Plugin Management.',
    'change.state.reinstall.enable': '{name} is installed and switched off. Switch it on in Plugin Management.',
    'change.state.reinstall.forget': '{name} is installed; only this page’s note still stands. Try again.',
    'change.console': 'Open Plugin Management',

    'change.list': 'Changed from this page before the move',
    'change.line.kept': '{name} {version}: kept in the file store by {by}, {at}.',
    'change.line.removed':
        '{name} {version}: stored copy removed by {by}, {at}. The image’s own build comes up with the next start of Mattermost.',
} as const;

export type ChangeWord = keyof typeof CHANGE_WORDS;

export const CHANGE_MESSAGES = makeMessages({}, CHANGE_WORDS);
