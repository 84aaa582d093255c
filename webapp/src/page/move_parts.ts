import {HistorySection as History} from '../history/history_section.tsx';
import {MOVE_MESSAGES} from '../i18n/move_words.ts';
import {withWords} from '../i18n/part_words.tsx';
import {DoneSteps as Done} from '../journey/done_steps.tsx';
import {AskedLine as Asked} from '../plan/asked_line.tsx';
import {PlanSection as Plan} from '../plan/plan_section.tsx';
import {SiteHeadline as Headline} from '../swap/site_headline.tsx';
import {SiteVerdict as Site} from '../swap/site_verdict.tsx';
import {RunSteps as Steps} from '../swap/run_steps.tsx';
import {SwapSection as Swap} from '../swap/swap_section.tsx';
import {SwapVerdict as Verdict} from '../swap/swap_verdict.tsx';
import {VerifySection as Verify} from '../verify/verify_section.tsx';

/** The sections that only a page with an agent draws, with their words: a script of their own. */
export const AskedLine = withWords(Asked, MOVE_MESSAGES);
export const DoneSteps = withWords(Done, MOVE_MESSAGES);
export const HistorySection = withWords(History, MOVE_MESSAGES);
export const PlanSection = withWords(Plan, MOVE_MESSAGES);
export const RunSteps = withWords(Steps, MOVE_MESSAGES);
export const SiteHeadline = withWords(Headline, MOVE_MESSAGES);
export const SiteVerdict = withWords(Site, MOVE_MESSAGES);
export const SwapSection = withWords(Swap, MOVE_MESSAGES);
export const SwapVerdict = withWords(Verdict, MOVE_MESSAGES);
export const VerifySection = withWords(Verify, MOVE_MESSAGES);
