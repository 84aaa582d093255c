import type {Programs} from '../engine_stand_in/program.ts';

/** What a node makes of an image: its id, and how a container of it fares. */
export type NodeImage = {
    readonly id: string;
    readonly fate: 'ready' | 'never_ready' | 'crashes' | 'refuses_configuration' | 'refused_by_database';
};

/** How the node and the controllers of Deployments and Jobs behave. Tests change it in place. */
export type Node = {
    /** By name and tag; what is not here cannot be pulled. */
    readonly images: Map<string, NodeImage>;
    /** How long a pod takes to get ready, in milliseconds. */
    readonly startMs?: number;
    /** What every server writes when it starts. */
    startLog?: string;
    /** Why no new pod may be made: a quota, a policy. */
    refusesPods?: boolean;
    /** The programs of an image, for a pod that no controller made. */
    programs?: (image: string) => Programs;
    /** Called with the image once every pod of a Deployment runs it. */
    onServing?: (image: string) => void;
};
