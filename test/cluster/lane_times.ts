/** One test on a machine that does other things too. */
export const LANE_TIMEOUT_MS = 300_000;

/** A cluster and an installation, on a machine that builds Kubernetes first: seven minutes on two cores for them alone. */
export const COLD_START_MS = 1_800_000;
