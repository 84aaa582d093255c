/** What changes plugins before the move. */
export const loadChangeParts = () => import(/* webpackChunkName: 'change' */ './change_parts.ts');
