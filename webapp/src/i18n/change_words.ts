import {makeMessages} from './messages.ts';

/** What the page says while it changes a plugin before the move. ICU message syntax, English. */
const CHANGE_WORDS = {
    'change.button.keep': 'Keep it…',
    'change.button.remove': 'Remove the stored copy…',
    'change.button.unkeep': 'Undo…',
    'change.button.reinstall': 'Install it again…',

    'change.title.keep': 'Keep {name} {version}?',
    'change.title.remove': 'Remove the stored copy of {name} {version}?',
    'change.title.unkeep': 'Remove the kept copy of {name} {version} again?',
    'change.title.reinstall': 'Install {name} {version} again?',
    'change.lead': 'This is done with your session, in this order. Nothing else is changed.',
    'change.keep.install':
        'Copy the bundle of {name} {version} into the file store (plugins/{id}.tar.gz), through the Marketplace of this server. {name} restarts for a moment.',
    'change.keep.remember': 'Record it in the settings of this plugin, so that it can be undone.',
    'change.remove.remember': 'Record it in the settings of this plugin, so that it can be undone.',
    'change.remove.remove':
        'Remove {name}: its copy in the file store (plugins/{id}.tar.gz) and the running plugin. It stops for everybody at once; its data is kept.',
    'change.remove.enable':
        'Switch it on again in the settings (PluginSettings.PluginStates; every other plugin stays as it is): the image’s own build starts with the next start of Mattermost.',
    'change.unkeep.remove':
        'Remove {name}: its copy in the file store (plugins/{id}.tar.gz) and the running plugin. It stops for everybody at once; its data is kept.',
    'change.unkeep.enable':
        'Switch it on again in the settings (PluginSettings.PluginStates; every other plugin stays as it is): the image’s own build starts with the next start of Mattermost.',
    'change.unkeep.forget': 'Remove the record from the settings of this plugin.',
    'change.reinstall.install':
        'Install {name} {version} through the Marketplace of this server into the file store (plugins/{id}.tar.gz).',
    'change.reinstall.enable':
        'Switch it on in the settings, if it is off (PluginSettings.PluginStates; every other plugin stays as it is).',
    'change.reinstall.forget': 'Remove the record from the settings of this plugin.',
    'change.note.keep': 'After the move it runs as it does now, as a build that is not FIPS.',
    'change.note.remove': 'Do this right before the move: {name} is missing until Mattermost starts again.',
    'change.note.unkeep': '{name} is missing until Mattermost starts again, and is gone after the move.',
    'change.note.reinstall': 'It then replaces the FIPS build again.',
    'change.looking': 'Checking whether this version can be installed again…',
    'change.again.yes': 'You can undo this here: the Marketplace of this server has version {version}.',
    'change.again.no':
        'You cannot undo this here: the Marketplace of this server does not have version {version}. To be able to undo it, first copy plugins/{id}.tar.gz out of the file store; mmctl plugin add installs it again, if plugin uploads are on.',
    'change.again.gone':
        'The Marketplace of this server does not have version {version}. If somebody has kept plugins/{id}.tar.gz, mmctl plugin add installs it again, if plugin uploads are on. The image’s own {name} starts with the next start of Mattermost.',

    'change.go.keep': 'Keep it now',
    'change.go.remove': 'Remove the stored copy now',
    'change.go.unkeep': 'Remove it now',
    'change.go.reinstall': 'Install it now',
    'change.working': 'Working…',
    'change.step_done': 'done',
    'change.done.keep': '{name} is kept: it survives the move.',
    'change.done.remove':
        'The stored copy of {name} is removed. The image’s own build starts with the next start of Mattermost.',
    'change.done.unkeep': 'The kept copy of {name} is removed.',
    'change.done.reinstall': '{name} is installed again.',

    'change.failed': 'Stopped at: {step} {problem}',
    'change.problem.version_not_found': 'The Marketplace of this server does not have this version.',
    'change.problem.marketplace_off': 'The Marketplace is switched off on this server.',
    'change.state.unknown':
        'It is not known whether this step was done. Check again first; trying again is safe: nothing is done twice.',
    'change.state.keep.install':
        'Nothing is kept in the file store. Check in Plugin Management whether {name} still runs, then try again.',
    'change.state.keep.remember': '{name} is kept; only this page’s record of it is missing. Try again to write it.',
    'change.state.remove.remember': 'Nothing was changed.',
    'change.state.remove.remove': 'The stored copy may still be there. Look in Plugin Management, then try again.',
    'change.state.remove.enable':
        'The stored copy is removed, and {name} is switched off: without the next step it would not start again. Try again, or switch it on in local mode:',
    'change.state.unkeep.remove': 'The kept copy may still be there. Look in Plugin Management, then try again.',
    'change.state.unkeep.enable':
        'The kept copy is removed, and {name} is switched off: without the next step it would not start again. Try again, or switch it on in local mode:',
    'change.state.unkeep.forget': 'The kept copy is removed; only this page’s record of it is left. Try again.',
    'change.state.reinstall.install': 'Nothing was installed. Try again, or install it in Plugin Management.',
    'change.state.reinstall.enable': '{name} is installed but switched off. Switch it on in Plugin Management.',
    'change.state.reinstall.forget': '{name} is installed; only this page’s record of the removal is left. Try again.',
    'change.console': 'Open Plugin Management',

    'change.list': 'Changed from this page before the move',
    'change.line.kept': '{name} {version}: kept in the file store by {by}, {at}.',
    'change.line.removed':
        '{name} {version}: stored copy removed by {by}, {at}. The image’s own build starts with the next start of Mattermost.',
} as const;

export type ChangeWord = keyof typeof CHANGE_WORDS;

export const CHANGE_MESSAGES = makeMessages({}, CHANGE_WORDS);
