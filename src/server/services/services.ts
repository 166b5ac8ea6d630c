import { type CandidateEvent, candidateEvent } from '@/core/assessment/candidate-view';
import { type ObservedEvent, observedEvent } from '@/core/assessment/observed-session';
import type { RunEventEnvelope } from '@/core/evaluation/run-event';
import { type SocketEvent, socketEvent } from '@/protocol/assessment-socket/view';
import { createAccessTokens } from '@/server/access-tokens';
import { createAllowances } from '@/server/allowances';
import { createGateWorker } from '@/server/bank/gates/gate-worker';
import { createGenerationWorker } from '@/server/bank/generation-worker';
import { SHIPPED_ITEMS } from '@/server/bank/shipped-bank';
import { TAXONOMY } from '@/server/bank/taxonomy';
import type { Database } from '@/server/db';
import { createDocumentReader } from '@/server/documents/document-reader';
import type { Env } from '@/server/env';
import { CRITERION, createFreeTextPanel } from '@/server/evaluation/free-text-panel';
import { createLocalRunner } from '@/server/evaluation/local-runner';
import { createPooledRunner } from '@/server/evaluation/pooled-runner';
import { createProviderLimits } from '@/server/evaluation/provider-limits';
import { createProviderPauses } from '@/server/evaluation/provider-pauses';
import { createPurse } from '@/server/evaluation/purse';
import { createToolbox } from '@/server/evaluation/toolbox';
import { createWinkSplitter } from '@/server/evaluation/wink-splitter';
import { createLimits } from '@/server/limits';
import { configuredModel } from '@/server/llm/configured-model';
import { createModelSolver } from '@/server/llm/item-solver';
import { createItemWriter } from '@/server/llm/item-writer';
import { createChatModel } from '@/server/llm/model-chat';
import { createModelInterviewer } from '@/server/llm/model-interviewer';
import { createMatchingReader, createModelReader } from '@/server/llm/skill-reader';
import type { Logger } from '@/server/logger';
import { createLoginTokens } from '@/server/login-tokens';
import type { Metrics } from '@/server/metrics';
import { type Bells, bellTopic, createLocalBells } from '@/server/realtime/bell';
import { createSharedPayloads } from '@/server/realtime/encode-once';
import { createPresence } from '@/server/realtime/presence';
import { createProjection, type Projection } from '@/server/realtime/projection';
import { createRedisBells } from '@/server/realtime/redis-bells';
import { createReplyStreams } from '@/server/realtime/reply-streams';
import { createSocketAllowance } from '@/server/realtime/socket-allowance';
import { createStreamHubs } from '@/server/realtime/stream-hub';
import { openRedis } from '@/server/redis';
import { createAnswerRepository } from '@/server/repositories/answer-repository';
import { createApplicationRepository } from '@/server/repositories/application-repository';
import { createAssessmentRepository } from '@/server/repositories/assessment-repository';
import { createBankRepository } from '@/server/repositories/bank-repository';
import { bankTaskEvent, createBankTaskRepository } from '@/server/repositories/bank-task-repository';
import { createCalibrationRepository } from '@/server/repositories/calibration-repository';
import { createChatRepository } from '@/server/repositories/chat-repository';
import { createCollectionRepository } from '@/server/repositories/collection-repository';
import { createDatabaseMediaStore } from '@/server/repositories/database-media-store';
import { createDocumentRepository } from '@/server/repositories/document-repository';
import { createEventLog } from '@/server/repositories/event-log';
import { createItemGateRepository } from '@/server/repositories/item-gate-repository';
import { createItemPublicationRepository } from '@/server/repositories/item-publication-repository';
import { createItemRepository } from '@/server/repositories/item-repository';
import { createJudgeOutcomeRepository } from '@/server/repositories/judge-outcome-repository';
import { createLabelRepository } from '@/server/repositories/label-repository';
import { createMediaRepository } from '@/server/repositories/media-repository';
import { createMemberInvitationRepository } from '@/server/repositories/member-invitation-repository';
import { createMemberRepository } from '@/server/repositories/member-repository';
import { createPassageSearch } from '@/server/repositories/passage-search';
import { createPeopleRepository } from '@/server/repositories/people-repository';
import { createPreferenceRepository } from '@/server/repositories/preference-repository';
import { createReportRepository } from '@/server/repositories/report-repository';
import { createRubricRepository } from '@/server/repositories/rubric-repository';
import { createRunHistoryRepository } from '@/server/repositories/run-history-repository';
import { createRunPageRepository } from '@/server/repositories/run-page-repository';
import { createRunRemovalRepository } from '@/server/repositories/run-removal-repository';
import { createRunRepository, envelope } from '@/server/repositories/run-repository';
import { createSessionRepository, recorded } from '@/server/repositories/session-repository';
import { createStepCommitter } from '@/server/repositories/session-step';
import { createShareRepository } from '@/server/repositories/share-repository';
import { createApplicationService } from './application-service';
import { createAssessmentService } from './assessment-service';
import { createBankHealthService } from './bank-health-service';
import { createBankTaskService } from './bank-task-service';
import { createCalibrationService } from './calibration-service';
import { createChatService } from './chat-service';
import { createCollectionService } from './collection-service';
import { createConductService } from './conduct-service';
import { createDocumentIndexing } from './document-indexing';
import { createEvaluationService } from './evaluation-service';
import { createExamLibrary } from './exam-library';
import { createExchangeService } from './exchange-service';
import { createExposureLibrary } from './exposure-library';
import { createGenerationService } from './generation-service';
import { createGradingService } from './grading-service';
import { createIdentityService } from './identity-service';
import { createInterviewService } from './interview-service';
import { createInvitationService } from './invitation-service';
import { createItemReviewService } from './item-review-service';
import { createItemService } from './item-service';
import { createJudgePerformanceService } from './judge-performance-service';
import { createLabelService } from './label-service';
import { createMediaService } from './media-service';
import { createMemberInvitationService } from './member-invitation-service';
import { createMemberService } from './member-service';
import { createPilotEvidence } from './pilot-evidence';
import { createPreferenceService } from './preference-service';
import { createPublicationService } from './publication-service';
import { createReportService } from './report-service';
import { createRubricService } from './rubric-service';
import { createRunLibraryService } from './run-library-service';
import { createRunStatisticsService } from './run-statistics-service';
import { wishesFrom } from './run-wishes';
import { createSessionService } from './session-service';
import { createShareService } from './share-service';
import { createSignalService } from './signal-service';
import { createSimulationService } from './simulation-service';

export type Services = ReturnType<typeof createServices>;

type Setup = {
  readonly database: Database;
  readonly env: Env;
  readonly authSecret: string;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly now?: () => Date;
};

/** Wires the use cases to what they need. Everything here is one per process. */
export function createServices({ database, env, authSecret, metrics, log, now = () => new Date() }: Setup) {
  const onError = (error: unknown) =>
    log.warn({ err: error instanceof Error ? error.message : error }, 'background step failed');
  const remoteBells = env.REDIS_URL ? createRedisBells(env.REDIS_URL, onError) : null;
  const redis = env.REDIS_URL ? openRedis(env.REDIS_URL, onError) : null;
  const bells: Bells = remoteBells ?? createLocalBells();
  const limits = createLimits(redis);
  const pauses = createProviderPauses({ now: () => performance.now(), redis });
  const tokens = createLoginTokens(authSecret);
  const payloads = createSharedPayloads();
  const eventLog = createEventLog(database);
  const hubs = createStreamHubs({ log: eventLog, bells, isUrgent, onError });

  const people = createPeopleRepository(database);
  const sessionRows = createSessionRepository(database, eventLog);
  const assessmentRows = createAssessmentRepository(database);
  const applicationRows = createApplicationRepository(database);
  const runs = createRunRepository(database, eventLog);
  const bank = createBankRepository(database);
  const exams = createExamLibrary(bank);
  const calibrationRows = createCalibrationRepository(database);
  const reportRows = createReportRepository(database);

  const model = configuredModel(env);
  const runner =
    env.EVALUATION_THREADS === 0
      ? createLocalRunner(createToolbox(model), model)
      : createPooledRunner(model, env.EVALUATION_THREADS);
  const labelRows = createLabelRepository(database);
  const labels = createLabelService({ labels: labelRows, runs, now });
  const rubrics = createRubricService({ rubrics: createRubricRepository(database), now });

  const itemRows = createItemRepository(database);
  const gateRows = createItemGateRepository(database);
  const bankTasks = createBankTaskService({ tasks: createBankTaskRepository(database, eventLog), hubs, now, log });
  const pilots = createPilotEvidence({ calibration: calibrationRows, reports: reportRows });
  const items = createItemService({ items: itemRows, gates: gateRows, pilots, tasks: bankTasks, now });
  const modelFor = model
    ? (tokens: number) => {
        const purse = createPurse({ maxTokens: tokens, maxCost: null });
        const calls = { scope: '', cache: null, purse };
        return { writer: createItemWriter(model, calls), solver: createModelSolver(model, calls), purse };
      }
    : null;
  const gateWorker = createGateWorker({
    items: itemRows,
    gates: gateRows,
    pilots,
    solverFor: modelFor && ((tokens) => modelFor(tokens).solver),
    now,
  });
  const generationWorker = createGenerationWorker({
    items: itemRows,
    gates: gateRows,
    pilots,
    itemService: items,
    modelFor,
    now,
  });

  const mediaRows = createMediaRepository(database);
  const media = createMediaService({
    media: mediaRows,
    store: createDatabaseMediaStore(database),
    limits: { imageBytes: env.MEDIA_IMAGE_MB * 1_000_000, audioBytes: env.MEDIA_AUDIO_MB * 1_000_000 },
    uploadLimiter: limits.limiter('media-upload', { points: 120, seconds: 600 }),
  });

  const documentRows = createDocumentRepository(database);
  const documentReader = createDocumentReader();
  const collections = createCollectionService({
    collections: createCollectionRepository(database),
    documents: documentRows,
    passages: createPassageSearch(database),
    splitter: createWinkSplitter(),
    uploadLimiter: limits.limiter('document-upload', { points: 300, seconds: 600 }),
    bells,
  });

  const projections = {
    candidate: createProjection(payloads, (event): CandidateEvent => candidateEvent(recorded(event))),
    assessmentSocket: createProjection(payloads, (event): SocketEvent => socketEvent(recorded(event))),
    observer: createProjection(payloads, (event): ObservedEvent => observedEvent(recorded(event))),
    run: createProjection(payloads, envelope) as Projection<RunEventEnvelope>,
    bankTask: createProjection(payloads, bankTaskEvent),
  };

  const sessions = createSessionService({
    sessions: sessionRows,
    applications: applicationRows,
    assessments: assessmentRows,
    exams,
    exposures: createExposureLibrary(calibrationRows, now),
    steps: createStepCommitter(database.pool),
    log: eventLog,
    hubs,
    bells,
    metrics,
    logger: log,
    now,
  });

  const evaluations = createEvaluationService({
    runs,
    answers: createAnswerRepository(database),
    rubrics,
    collections,
    calibrationOf: labels.calibrationOf,
    hubs,
    runner,
    quorum: 2,
    pauses,
    concurrency: env.LLM_CONCURRENCY,
    now,
    log,
  });
  const preferences = createPreferenceService({ preferences: createPreferenceRepository(database), now });
  const runStatistics = createRunStatisticsService({ runs, runner, model, now });
  const chats = createChatService({
    chats: createChatRepository(database),
    model: model && createChatModel(model),
    evaluations,
    wishesOf: async (userId) => wishesFrom(undefined, await preferences.get(userId), runStatistics.options().panel),
    preferredModel: async (userId) => (await preferences.get(userId)).default_chat_model,
    bells,
    now,
    onError,
  });

  return {
    now,
    exams,
    bells,
    hubs,
    limits,
    allowances: createAllowances(limits, env),
    socketAllowance: createSocketAllowance(env.SOCKETS_PER_PERSON, env.SOCKETS_PER_ADDRESS),
    preferences,
    payloads,
    projections,
    tokens,
    presence: createPresence({
      mark: (sessionIds, seenAt) => sessionRows.markSeen(sessionIds, seenAt, now()),
      announce: (assessmentId) => bells.ring(bellTopic.assessment(assessmentId)),
      now,
      onError,
    }),
    identity: createIdentityService({
      people,
      tokens,
      accessTokens: createAccessTokens({
        secret: env.SECRET_KEY ?? `access:${authSecret}`,
        algorithm: env.JWT_ALGORITHM,
        minutes: env.ACCESS_TOKEN_EXPIRE_MINUTES,
      }),
      stockBank: async (organisationId) => {
        await bank.addItems(organisationId, SHIPPED_ITEMS);
        await items.checkBank(organisationId);
      },
      bells,
      signInLimiter: limits.counter('sign-in', { points: 10, seconds: 300 }),
      addressLimiter: limits.counter('sign-in-address', { points: env.FAILED_SIGN_INS_PER_ADDRESS, seconds: 300 }),
      isRegistrationOpen: env.REGISTRATION === 'open',
      loginMs: env.LOGIN_HOURS * 3_600_000,
      now,
    }),
    applications: createApplicationService({ applications: applicationRows, assessments: assessmentRows, now }),
    invitations: createInvitationService({ applications: applicationRows, assessments: assessmentRows, people, now }),
    members: createMemberService({ members: createMemberRepository(database), bells, now }),
    memberInvitations: createMemberInvitationService({
      invitations: createMemberInvitationRepository(database),
      bells,
      inviteLimiter: limits.limiter('member-invite', { points: 60, seconds: 600 }),
      openLimiter: limits.limiter('member-invitation-open', { points: 60, seconds: 60 }),
      now,
    }),
    assessments: createAssessmentService({
      assessments: assessmentRows,
      applications: applicationRows,
      sessions: sessionRows,
      exams,
      readSkills: model ? createModelReader(model, TAXONOMY) : createMatchingReader(TAXONOMY),
      log: eventLog,
      bells,
      now,
    }),
    sessions,
    gradings: createGradingService({
      sessions,
      rows: sessionRows,
      panel: createFreeTextPanel({
        splitter: createWinkSplitter(),
        judges: createToolbox(model)(CRITERION, true).judges,
        limits: createProviderLimits((provider) => (provider === 'built-in' ? 4 : env.LLM_CONCURRENCY)),
        pauses,
      }),
      logger: log,
    }),
    conduct: createConductService(sessions),
    interview: createInterviewService({
      sessions,
      log: eventLog,
      bells,
      replies: createReplyStreams(),
      writer:
        model && env.INTERVIEWER_MODEL_REPLIES > 0
          ? {
              interviewer: createModelInterviewer(model, env.INTERVIEWER_TIMEOUT_SECONDS * 1000),
              timeoutMs: env.INTERVIEWER_TIMEOUT_SECONDS * 1000,
              repliesPerSession: env.INTERVIEWER_MODEL_REPLIES,
            }
          : null,
      now,
      onError,
    }),
    calibration: createCalibrationService({
      calibration: calibrationRows,
      reports: reportRows,
      bank,
      sessions: sessionRows,
      assessments: assessmentRows,
      exams,
      log: eventLog,
      logger: log,
      now,
    }),
    reports: createReportService({
      reports: reportRows,
      calibration: calibrationRows,
      sessions: sessionRows,
      assessments: assessmentRows,
      exams,
      log: eventLog,
      secret: authSecret,
      now,
    }),
    signals: createSignalService({ reports: reportRows, sessions: sessionRows, now }),
    bankHealth: createBankHealthService({ calibration: calibrationRows, bank, now }),
    simulations: createSimulationService(exams),
    media,
    exchange: createExchangeService({
      items,
      versions: itemRows,
      media,
      files: mediaRows,
      limiter: limits.limiter('item-import', { points: 60, seconds: 600 }),
    }),
    items,
    itemReviews: createItemReviewService({ items: itemRows, gates: gateRows, tasks: bankTasks, now }),
    generations: createGenerationService({ tasks: bankTasks, modelName: model?.name ?? null }),
    publications: createPublicationService({ items: createItemPublicationRepository(database), bank, now }),
    bankTasks,
    /** The job behind gates and generation. */
    workOnBank: (taskId: string, signal: AbortSignal) =>
      bankTasks.work(taskId, { gates: gateWorker, generation: generationWorker }, signal),
    collections,
    documentIndexing: createDocumentIndexing({ documents: documentRows, reader: documentReader, bells, now, log }),
    rubrics,
    labels,
    judgePerformance: createJudgePerformanceService({
      outcomes: createJudgeOutcomeRepository(database),
      labels: labelRows,
      now,
    }),
    shares: createShareService({
      shares: createShareRepository(database),
      runs,
      people: labelRows,
      limiter: limits.limiter('share-open', { points: 60, seconds: 60 }),
      now,
    }),
    runLibrary: createRunLibraryService({
      history: createRunHistoryRepository(database),
      removals: createRunRemovalRepository(database),
      now,
    }),
    runStatistics,
    runPages: createRunPageRepository(database),
    evaluations,
    chats,
    /** Ends what reaches outside this process but the database, and the threads that do runs. */
    async close() {
      await chats.close();
      await Promise.allSettled([runner.close(), documentReader.close()]);
      await remoteBells?.close();
      redis?.disconnect();
    },
    /** Counts for `/metrics`. */
    counts: async () => ({ sessions: await sessionRows.countByStatus(), runs: await runs.countByStatus() }),
  };
}

/** Results that nobody should wait a coalescing window for. */
function isUrgent(type: string): boolean {
  return (
    type === 'sessionCompleted' ||
    type === 'responseGraded' ||
    type === 'judgementReached' ||
    type === 'runCompleted' ||
    type === 'runFailed'
  );
}
