import { type Clock, currentScore, minutes, nodeProgress, remainingSeconds, type SocketSession } from './frames';
import type { ServerMessage } from './messages';

export type AboutConnection = {
  readonly connectionId: string;
  readonly userId: number;
  readonly connectedAt: Date;
  readonly lastActiveAt: Date;
};

/** Where a connection and its assessment stand. The older system gave away its whole state with every answer here. */
export function testInfoFrame(session: SocketSession | null, about: AboutConnection, clock: Clock): ServerMessage {
  const started = session?.started ?? null;
  const status = session?.completed ? 'completed' : started ? 'in_progress' : 'not_started';
  const sessionId = session?.about.sessionId ?? null;
  return {
    type: 'test_info',
    data: {
      message: 'Information about this connection and its assessment.',
      test_info: {
        connection_info: {
          connection_id: about.connectionId,
          user_id: about.userId,
          test_id: session?.about.testId ?? null,
          assessment_id: sessionId,
          thread_id: sessionId,
          connected_at: about.connectedAt.toISOString(),
          last_activity: about.lastActiveAt.toISOString(),
          assessment_started_at: started?.at ?? null,
          is_authenticated: true,
          is_in_assessment: status === 'in_progress',
          graph_initialized: started !== null,
        },
        assessment_details:
          session && started
            ? {
                test_id: session.about.testId,
                test_name: session.about.testName,
                time_limit_minutes: minutes(started.timeLimitMs),
                total_questions: started.plannedItems,
                questions_answered: session.answered,
                time_remaining_seconds: remainingSeconds(session, clock.now),
                status,
                assessment_id: session.about.sessionId,
                started_at: started.at,
                completed_at: session.completed?.at ?? null,
                score: currentScore(session),
                total_questions_answered: session.answered,
              }
            : null,
        graph_state: session && started ? nodeProgress(session) : null,
      },
      timestamp: clock.now.toISOString(),
    },
  };
}
