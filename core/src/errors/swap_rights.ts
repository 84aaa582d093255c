/** The one way to let an agent carry plans out; every place that speaks of it says just this. */
export const SWAP_RIGHTS =
    'To let the agent apply plans, run MODE=swap fips-agent init on its host: it asks, gives the agent’s own project the rights a run needs, and says how to restart it.';
