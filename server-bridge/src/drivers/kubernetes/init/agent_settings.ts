import {AGENT_MODES} from '@fips-readiness/core';
import type {AgentMode} from '@fips-readiness/core';
import {COMMON_SETTINGS} from '../../../settings/common.ts';
import type {SettingsRead} from '../../../settings/read_settings.ts';
import type {KubernetesSettings} from '../../../settings/settings.ts';

/** Of the shell `init` runs in, not of the agent's pod: its folders and its login have one place there. */
const NOT_KEPT: readonly string[] = ['STATE_DIR', 'RESCUE_DIR', 'TOKEN_FILE', 'CA_FILE'];
const KEPT = [...Object.keys(COMMON_SETTINGS).filter((name) => !NOT_KEPT.includes(name)), 'KUBE_REHEARSAL'];

type Input = {
    readonly settings: KubernetesSettings;
    /** Which settings were chosen by somebody: these are the agent's too. */
    readonly chosen: SettingsRead['origins'];
    /** Those of the agent that is there: what nobody chooses otherwise stays. */
    readonly former: Readonly<Record<string, string>>;
};

/** The mode the agent will have. */
export function chooseMode({settings, chosen, former}: Input): AgentMode {
    const kept = AGENT_MODES.find((mode) => mode === former['MODE']);
    return chosen.MODE === undefined && kept !== undefined ? kept : settings.MODE;
}

/** Whether a run of the agent tries the image in a pod of its own: it gets the rights for that. */
export function rehearses({settings, chosen, former}: Input): boolean {
    const kept = chosen.KUBE_REHEARSAL === undefined ? former['KUBE_REHEARSAL'] : undefined;
    return (kept ?? settings.KUBE_REHEARSAL) === 'pod';
}

/** The agent's settings as variables of its pod, over those that are shipped. */
export function renderSettings(
    shipped: Readonly<Record<string, string>>,
    input: Input,
    own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
    const {settings, chosen, former} = input;
    const kept = Object.entries(settings)
        .filter(([name]) => Object.hasOwn(chosen, name) && KEPT.includes(name))
        .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const);
    const all = {...shipped, ...former, ...Object.fromEntries(kept), MODE: chooseMode(input), ...own};
    return Object.fromEntries(Object.entries(all).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
