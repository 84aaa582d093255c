/** The sections that only a page with an agent draws: a script of their own. */
export {HistorySection} from '../history/history_section.tsx';
export {PlanSection} from '../plan/plan_section.tsx';
export {SwapSection} from '../swap/swap_section.tsx';
export {SwapVerdict} from '../swap/swap_verdict.tsx';
export {VerifySection} from '../verify/verify_section.tsx';
