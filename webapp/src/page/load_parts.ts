/**
 * The sections of the move: loaded before there is a plan to approve, and so long before a restart in which no script could
 * be fetched.
 */
export const loadMoveParts = () => import(/* webpackChunkName: 'move' */ './move_parts.ts');

/** How a site is after the move, and what its server reaches. */
export const loadHealthParts = () => import(/* webpackChunkName: 'health' */ './health_parts.ts');

/** How an agent is connected, for whoever opens that view. */
export const loadConnectParts = () => import(/* webpackChunkName: 'connect' */ './connect_parts.ts');
