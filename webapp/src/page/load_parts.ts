/**
 * The sections of the move: loaded before there is a plan to approve, and so long before a restart in which no script could
 * be fetched.
 */
export const loadMoveParts = () => import(/* webpackChunkName: 'move' */ './move_parts.ts');

/** What changes plugins before the move. */
export const loadChangeParts = () => import(/* webpackChunkName: 'change' */ './change_parts.ts');
