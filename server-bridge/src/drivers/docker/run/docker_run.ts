import type {RunContext} from '../../../port/run_context.ts';
import type {ContainerChanger} from '../container_changer.ts';
import type {Engine} from '../engine/engine.ts';

/** A run on a Docker engine. */
export type DockerRun = RunContext & {readonly engine: Engine; readonly changer: ContainerChanger};
