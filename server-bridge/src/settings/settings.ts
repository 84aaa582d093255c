import * as z from 'zod/mini';
import {COMMON_SETTINGS} from './common.ts';
import {DOCKER_SETTINGS} from './docker.ts';
import {KUBERNETES_SETTINGS} from './kubernetes.ts';

/** The settings by who reads them: everybody, or the drivers of one platform alone. */
export const SETTINGS_BLOCKS = {common: COMMON_SETTINGS, docker: DOCKER_SETTINGS, kubernetes: KUBERNETES_SETTINGS};

/**
 * The agent's settings: the same names in its file and in the environment. Everything is optional: `fips-agent check`
 * works without a file. The file pins what labels only hint at (security.md rule 10).
 */
export const Settings = z.strictObject({...COMMON_SETTINGS, ...DOCKER_SETTINGS, ...KUBERNETES_SETTINGS});
export type Settings = z.infer<typeof Settings>;

type Common = keyof typeof COMMON_SETTINGS;
/** What the Docker drivers are given. */
export type DockerSettings = Pick<Settings, Common | keyof typeof DOCKER_SETTINGS>;
/** What the Kubernetes driver is given. */
export type KubernetesSettings = Pick<Settings, Common | keyof typeof KUBERNETES_SETTINGS>;

export const SETTING_NAMES = Object.keys(Settings.shape) as (keyof Settings)[];
