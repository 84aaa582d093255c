import type {FactValue} from '@fips-readiness/core';
import type {ContainerDetails, ContainerSummary, Engine} from '../engine/engine.ts';

type Owner = FactValue<'deployment_owner'>;
type Labels = Readonly<Record<string, string>>;

const WATCHTOWER = /(?:^|\/)watchtower(?:[:@]|$)/;
const WUD = /(?:^|\/)(?:wud|whats-up-docker)(?:[:@]|$)/;
const WATCHTOWER_LABEL = 'com.centurylinklabs.watchtower.';

/**
 * A running container that would replace this one's image by itself, as its own settings and this container's labels have it:
 * one that leaves this container out, or only reports, is none. Sources: containrrr.dev/watchtower (arguments, container
 * selection), getwud.github.io/wud (watchers, triggers).
 */
export async function findUpdater(
    engine: Pick<Engine, 'fetchContainer'>,
    containers: readonly ContainerSummary[],
    watched: {readonly name: string; readonly labels: Labels},
): Promise<Owner | undefined> {
    for (const {id, name, image, running} of containers) {
        const replaces = WATCHTOWER.test(image) ? watchtowerReplaces : WUD.test(image) ? wudReplaces : undefined;
        const updater = running && replaces ? await engine.fetchContainer(id) : undefined;
        if (updater && replaces?.(updater, watched)) {
            return {tool: WATCHTOWER.test(image) ? 'watchtower' : 'wud', evidence: name};
        }
    }
    return undefined;
}

type Replaces = (updater: ContainerDetails, watched: {readonly name: string; readonly labels: Labels}) => boolean;

const watchtowerReplaces: Replaces = ({environment, command}, {name, labels}) => {
    const label = (key: string) => labels[`${WATCHTOWER_LABEL}${key}`]?.toLowerCase();
    const isOn = (flag: string) =>
        command.some((word) => word === `--${flag}` || word === `--${flag}=true`) ||
        environment.get(`WATCHTOWER_${flag.toUpperCase().replaceAll('-', '_')}`)?.toLowerCase() === 'true';
    const scope = environment.get('WATCHTOWER_SCOPE') ?? optionOf(command, '--scope');
    // Its arguments besides options are the names of the containers it looks after.
    const names = command.slice(1).filter((word, index) => !word.startsWith('-') && !takesValue(command[index] ?? ''));
    return !(
        label('enable') === 'false' ||
        (isOn('label-enable') && label('enable') !== 'true') ||
        isOn('monitor-only') ||
        label('monitor-only') === 'true' ||
        (scope !== undefined && scope !== '' && label('scope') !== scope.toLowerCase()) ||
        (names.length > 0 && !names.includes(name))
    );
};

/** It replaces containers only by a trigger of these kinds. */
const wudReplaces: Replaces = ({environment}, {labels}) => {
    const names = [...environment.keys()];
    const isWatched = [...environment].some(
        ([name, value]) => /^WUD_WATCHER_\w+_WATCHBYDEFAULT$/.test(name) && value.toLowerCase() === 'false',
    )
        ? labels['wud.watch']?.toLowerCase() === 'true'
        : labels['wud.watch']?.toLowerCase() !== 'false';
    return isWatched && names.some((name) => /^WUD_TRIGGER_DOCKER(?:COMPOSE)?_/.test(name));
};

/** Watchtower's options that are followed by a value of their own. */
function takesValue(word: string): boolean {
    return /^(?:-[ist]|--(?:interval|schedule|stop-timeout|scope|host|api-version|notification[\w-]*|http-api-token|log-\w+))$/.test(
        word,
    );
}

function optionOf(command: readonly string[], name: string): string | undefined {
    const at = command.indexOf(name);
    return at >= 0 ? command[at + 1] : command.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}
