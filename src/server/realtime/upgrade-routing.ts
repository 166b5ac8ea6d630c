import type { Server } from 'node:http';
import { type AddressRule, settleAddress } from '@/server/client-address';
import type { AssessmentSockets } from '@/server/wire/assessment/assessment-sockets';
import type { EvaluationSockets } from '@/server/wire/evaluation/evaluation-sockets';
import { refuse, type SocketServer } from './socket-server';

type Options = {
  readonly sockets: SocketServer;
  readonly assessmentSockets: AssessmentSockets;
  readonly evaluationSockets: EvaluationSockets;
  readonly isDraining: () => boolean;
  readonly addressRule: AddressRule;
  /** The development server's own upgrades (hot reload); null in production. */
  readonly developmentUpgrades: Server | null;
};

/** The one place that decides who gets an upgraded connection, by path. An unknown path is answered, not left hanging. */
export function routeUpgrades(http: Server, options: Options): void {
  const { sockets, assessmentSockets, evaluationSockets, isDraining, addressRule, developmentUpgrades } = options;
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => undefined); // a client that vanishes while being refused
    settleAddress(request, addressRule);
    const target = URL.parse(request.url ?? '/', 'http://assay');
    if (target === null) {
      refuse(socket, 400, 'Bad Request'); // '//' and the like are no addresses
    } else if (developmentUpgrades && target.pathname.startsWith('/_next/')) {
      developmentUpgrades.emit('upgrade', request, socket, head);
    } else if (isDraining()) {
      refuse(socket, 503, 'Restarting');
    } else if (assessmentSockets.handles(target.pathname)) {
      void assessmentSockets.upgrade(request, socket, head, target);
    } else if (evaluationSockets.handles(target.pathname)) {
      evaluationSockets.upgrade(request, socket, head);
    } else if (target.pathname !== '/api/trpc') {
      refuse(socket, 404, 'Not Found');
    } else {
      void sockets.upgrade(request, socket, head, target);
    }
  });
}
