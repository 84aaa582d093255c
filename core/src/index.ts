export {VARIANTS, targetVariant} from './values/variant.ts';
export type {Direction, Variant} from './values/variant.ts';
export {utf8ByteLength, utf8Bytes} from './values/utf8.ts';
export {isAtLeast, parseServerVersion, printServerVersion} from './values/server_version.ts';
export type {ServerVersion} from './values/server_version.ts';
export {
    counterpart,
    isDockerHub,
    isSameRepository,
    OFFICIAL_NAMES,
    parseImageReference,
    pinOf,
    printImageReference,
    printRepository,
    variantOf,
} from './values/image_reference.ts';
export type {ImagePair, ImageReference, Pin} from './values/image_reference.ts';
export {isServerImage} from './values/server_image.ts';
export {isObserved, makeFact, makeMissing} from './facts/fact.ts';
export type {Fact, FactSource, Missing, MissingReason, Observed} from './facts/fact.ts';
export {FACT_KEYS, FACT_SCHEMAS, parseFacts, PluginBundle, RESOURCE_PATCH} from './facts/facts.ts';
export {findHidden, SERVER_PROGRAMS} from './facts/hidden_by_mounts.ts';
export {OWNERS} from './facts/owners.ts';
export type {OwnerCode} from './facts/owners.ts';
export type {DeploymentKind, FactKey, Facts, FactValue, SecretLength} from './facts/facts.ts';
export {judgeSecretLength, MASK} from './facts/secret_length.ts';
export {
    CONFIG_FACTS,
    MINIMUM_LENGTH_VARIABLE,
    readClusterEnabled,
    readConfigFacts,
    S3_KEY_MINIMUM_BYTES,
    readSessionLength,
} from './facts/readers/read_config.ts';
export {readClientConfigFacts, readLicenceFacts} from './facts/readers/read_client_config.ts';
export {readPlugins} from './facts/readers/read_plugins.ts';
export type {PluginOrigin} from './facts/readers/read_plugins.ts';
export {mergeFacts} from './facts/merge_facts.ts';
export {CHECKS} from './checks/index.ts';
export type {AnyCheck} from './checks/check.ts';
export type {Source} from './values/thresholds.ts';
export {FIPS_MINIMUM_SECRET_BYTES, holdsIn, SINCE} from './values/thresholds.ts';
export {evaluate} from './checks/evaluate.ts';
export {forecastFromFacts, PLUGIN_OUTCOMES} from './checks/plugin_forecast.ts';
export type {PluginForecast, PluginOutcome} from './checks/plugin_forecast.ts';
export {FIPS_PREPACKAGED, STANDARD_PREPACKAGED, TRANSITIONALLY_PREPACKAGED} from './checks/prepackaged_plugins.ts';
export {describeRemedy, describeResult} from './results/describe_result.ts';
export type {DescribedRemedy, DescribedResult} from './results/describe_result.ts';
export {GROUPS, STATES} from './results/result.ts';
export type {Data} from './values/data.ts';
export type {Group, Result, State} from './results/result.ts';
export {SWAP_RIGHTS} from './errors/swap_rights.ts';
export {AcceptedRisk} from './facts/accepted_risk.ts';
export {printAcceptedRisk} from './results/print_accepted_risk.ts';
export {applyAcceptedRisks, canBeAccepted, canBeAcceptedOnPage} from './results/apply_accepted_risks.ts';
export {findCured} from './plan/find_cured.ts';
export {countStates, makeVerdict} from './results/verdict.ts';
export type {Counts, Verdict} from './results/verdict.ts';
export {REMEDIES, remedyCommands, remedyConsolePath} from './remedies/catalogue.ts';
export type {RemedyCode} from './remedies/catalogue.ts';
export {placeOf} from './remedies/place.ts';
export type {Remedy} from './remedies/remedy.ts';
export {ERRORS, EXIT_CODES, FipsError, isFipsError} from './errors/catalogue.ts';
export type {ErrorEntry, ExitCode} from './errors/catalogue.ts';
export type {ErrorCode} from './errors/titles.ts';
export {WORDS} from './words/index.ts';
export {AFTER_WORDS} from './words/after.ts';
export {COMMON_WORDS} from './words/common.ts';
export {EVIDENCE_WORDS} from './words/evidence.ts';
export {FUNCTION_WORDS} from './words/functions.ts';
export {SCAN_WORDS} from './words/scan.ts';
export {PLAN_AND_RUN_WORDS} from './words/plan_and_run.ts';
export {RUNBOOK_SENTENCES} from './words/runbook.ts';
export type {Speak, Voice} from './words/speak.ts';
export {makeRedactor} from './redaction/redact.ts';
export {REDACTED} from './redaction/redacted.ts';
export type {Redactor} from './redaction/redact.ts';
export {makeStartLogReader} from './start_log/start_log.ts';
export type {StartLogReader} from './start_log/start_log.ts';
export type {StartLog} from './start_log/start_log.ts';
export {makeVisible, printVisibleJson} from './redaction/printable.ts';
export {printCsvReport, printCsvRow} from './report/csv_report.ts';
export {printMarkdownReport} from './report/markdown_report.ts';
export {describeStep} from './runbook/describe_step.ts';
export type {DescribedStep} from './runbook/describe_step.ts';
export {readReport} from './report/read_report.ts';
export {hasRunbook} from './runbook/has_runbook.ts';
export {makeRunbook} from './runbook/runbook.ts';
export type {FileEdit, RunbookCode, RunbookStep} from './runbook/runbook_step.ts';
export {speakVerdict} from './report/speak_verdict.ts';
export {makeReadinessReport} from './report/readiness_report.ts';
export type {ReadinessReport} from './report/readiness_report.ts';
export {parseJson, printCanonicalJson} from './values/canonical_json.ts';
export type {Json} from './values/canonical_json.ts';
export {makeDigest} from './values/digest.ts';
export {makeKeyPair, printFingerprint} from './protocol/signature.ts';
export type {KeyPair} from './protocol/signature.ts';
export {isSystemAdmin, QueuePost, QueueUser, REPLY_TYPE, REQUEST_TYPE} from './protocol/post.ts';
export {printRequest} from './protocol/request.ts';
export type {Request, RequestKind} from './protocol/request.ts';
export {AGENT_MODES, printReply} from './protocol/reply.ts';
export type {
    AgentMode,
    FactsReply,
    Hello,
    HistoryReply,
    NotedReply,
    PlanReply,
    Refusal,
    Refused,
    Reply,
    RunReply,
    ScheduledReply,
} from './protocol/reply.ts';
export {isSameWindow, isUsableWindow, StartWindow, WINDOW_LIMITS} from './run/start_window.ts';
export {LONGEST_MESSAGE} from './protocol/message.ts';
export {acceptRequest, isCandidate} from './protocol/accept_request.ts';
export type {Acceptance, AcceptContext} from './protocol/accept_request.ts';
export {believeReplies, compareReplies, findUnconfirmedHello, findClaimedAgents} from './protocol/believe_reply.ts';
export type {BelievedReply, ReplyTrust} from './protocol/believe_reply.ts';
export {findQueueDanger, MAX_QUEUE_MEMBERS, QueueChannel, QueueTeam} from './protocol/queue_safety.ts';
export type {QueueDanger} from './protocol/queue_safety.ts';
export {readBuildInformation} from './build_information/read_build_information.ts';
export type {BuildInformationAnswer} from './build_information/read_build_information.ts';
export {SCAN_REASONS, UNREADABLE_REASONS} from './build_information/build_information.ts';
export type {
    BuildInformation,
    BuildSetting,
    GoModule,
    ScanReason,
    UnreadableReason,
} from './build_information/build_information.ts';
export {FORWARD_WINDOW_BYTES} from './build_information/byte_range.ts';
export type {ByteAnswer, ByteRange, Reading} from './build_information/byte_range.ts';
export {judgeMode, MODE_EVIDENCE} from './build_information/judge_mode.ts';
export type {
    ExecutableMode,
    ModeEvidence,
    ModeJudgement,
    PluginMode,
    ProofGrade,
} from './build_information/judge_mode.ts';
export type {BundleKeeping} from './plan/plan.ts';
export {BACKUP_WAYS, GOALS, HANDOVER_REASONS, makePlanDigest, Plan, printPlan} from './plan/plan.ts';
export {parsePlan} from './plan/parse_plan.ts';
export {
    changesOf,
    findRotationTerm,
    hasNoDowntime,
    identifyTarget,
    keepsOldImage,
    randomPortsOf,
    recreatedOf,
} from './plan/read_change.ts';
export type {BackupWay, Goal, HandoverReason, PlannedTarget} from './plan/plan.ts';
export {BACK_STEP_CODES, BACK_STEPS, STEP_CODES, STEPS} from './plan/steps.ts';
export type {BackStepCode, StepCode} from './plan/steps.ts';
export {describeDrift, describeUpcoming} from './drift/describe_drift.ts';
export {findDrift} from './drift/find_drift.ts';
export type {Drift} from './drift/find_drift.ts';
export {findSettled} from './drift/settled.ts';
export type {Settled} from './drift/settled.ts';
export {findUpcoming} from './drift/find_upcoming.ts';
export type {Upcoming} from './drift/find_upcoming.ts';
export {DRIFT_WORDS} from './words/drift.ts';
export {ERROR_TITLES} from './words/error_titles.ts';
export {findPlanDifferences, PLAN_PARTS} from './plan/plan_difference.ts';
export type {PlanPart} from './plan/plan_difference.ts';
export {findBlockers} from './report/find_blockers.ts';
export type {Blockers} from './report/find_blockers.ts';
export {makePlan} from './plan/make_plan.ts';
export type {DriverPlan} from './plan/make_plan.ts';
export {findPlanObstacle} from './report/plan_obstacle.ts';
export type {PlanObstacle} from './report/plan_obstacle.ts';
export type {DockerTarget} from './rescue/rescue_kit.ts';
export {findStoredTerms} from './plan/stored_terms.ts';
export {forecastStored} from './plan/forecast_stored.ts';
export {readOutage, sumDowntime} from './run/outage.ts';
export {readRehearsalMs, withOwnRehearsal} from './run/own_rehearsal.ts';
export {nameKeptBundle, printBundleLine} from './rescue/rescue_kit.ts';
export {findStaysAfterRollback} from './rescue/stays_after_rollback.ts';
export type {StaysAfterRollback} from './rescue/stays_after_rollback.ts';
export {compareWithPlan, hasGone} from './plan/since_move.ts';
export type {SinceMove} from './plan/since_move.ts';
export {Approval, nameActor, RUN_ENDS, RunEvent} from './run/run_event.ts';
export type {Actor, Consequence, EventData, RunEnd, RunEventBody} from './run/run_event.ts';
export {downtimeOf, toSeconds} from './plan/downtime_of.ts';
export {describeEvent} from './run/describe_event.ts';
export {describeNotice, describeOutcome, describeReason, describeWait} from './run/run_sentences.ts';
export {describeSite} from './run/describe_site.ts';
export {canBeTakenBack, foldEvent, foldRun, hasChanged, hasMoved, mayRunTarget} from './run/run_state.ts';
export {compareWithNow} from './run/compare_with_now.ts';
export type {RunningNow, SinceRun} from './run/compare_with_now.ts';
export type {RunFailure, RunState, StepProgress} from './run/run_state.ts';
export {fitEvent} from './run/fit_event.ts';
export {findInspectedImage} from './run/inspected_image.ts';
export {namesOfLayer} from './run/speak_data.ts';
export {nextAction} from './run/next_action.ts';
export type {RunAction, RunTerms} from './run/next_action.ts';
export {CHAIN_START, printJournalLine, readJournal} from './run/journal_text.ts';
export type {JournalRead} from './run/journal_text.ts';
export {ATTEMPTS_PER_CHANGE, findBoundsRefusal} from './run/bounds.ts';
export type {Bounds, BoundsRefusal, RunAttempt} from './run/bounds.ts';
export {KEPT_IMAGE, makeRescueCommands, printRescueLine, printRescueScript} from './rescue/rescue_kit.ts';
export type {RescueKit} from './rescue/rescue_kit.ts';
export {printRescueText} from './rescue/rescue_text.ts';
export {printAgentLogLine} from './commands/agent_log.ts';
export {mirrorImage} from './commands/mirror_image.ts';
export {placeTarget} from './plan/place_target.ts';
export {printShellWord} from './commands/shell_word.ts';
export {makeResourceCommands, printCreateLine, printFreeLine, printResourceScript} from './rescue/resource_rescue.ts';
export type {ResourceRescue} from './rescue/resource_rescue.ts';
export {invertPatch} from './plan/invert_patch.ts';
export type {PatchOperations} from './plan/invert_patch.ts';
export {CORE_FUNCTIONS, FUNCTION_REASONS, nameFailedFunctions} from './run/core_functions.ts';
export type {CoreFunction, FunctionReason, FunctionResult} from './run/core_functions.ts';
export {compareWithBefore, judgeLayers, layersOf, VERIFY_LAYERS} from './run/verify_layers.ts';
export type {LayerConsequence, LayerResult, VerifyLayer} from './run/verify_layers.ts';
export {BOUNDARY_PARTS, makeStatement} from './evidence/evidence.ts';
export {EvidenceReport} from './evidence/report_schema.ts';
export type {BoundaryPart, BuildProof, Evidence, EvidenceRun} from './evidence/evidence.ts';
export {printEnvelope, printSignedEvidence, signEvidence} from './evidence/sign_evidence.ts';
export {verifyEvidence} from './evidence/verify_evidence.ts';
export type {EvidenceBreak, EvidenceVerdict} from './evidence/verify_evidence.ts';
export {describeEvidence} from './evidence/describe_evidence.ts';
export type {EvidenceSection} from './evidence/describe_evidence.ts';
export {printEvidenceCsv, printEvidenceHtml, printEvidenceMarkdown} from './evidence/print_sections.ts';
