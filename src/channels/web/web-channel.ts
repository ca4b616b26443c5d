import type { FastifyPluginAsync } from 'fastify';
import { createArrivals } from './chat/arrivals.ts';
import { addChatRoutes } from './chat/chat-routes.ts';
import { addChatSocket } from './chat/chat-socket.ts';
import { addEraseRoute } from './chat/erase/erase-route.ts';
import { addFeedbackRoute } from './chat/feedback-route.ts';
import { createLimiter } from './chat/limiter.ts';
import { addPageRoutes } from './page-routes.ts';
import { allowPagesOf } from './pages-of-others.ts';
import { answerProblems } from './problems.ts';
import { addServiceRoutes } from './service-routes.ts';
import type { WebDeps } from './web-deps.ts';

/**
 * The web chat: page, widget, HTTP API, WebSocket, and what monitoring asks. The server must have the zod compilers,
 * `@fastify/rate-limit` and `@fastify/websocket` before this is registered.
 */
export function webChannel(deps: WebDeps): FastifyPluginAsync {
  return async (app) => {
    const arrivals = createArrivals(deps);
    const parts = { deps, arrivals, limiter: createLimiter(app, deps.limits) };
    app.setErrorHandler(answerProblems(deps));
    allowPagesOf(deps.allowedOrigins ?? [], app);
    const stop = deps.draining?.onLeave(() => arrivals.close());
    app.addHook('onClose', async () => void stop?.());
    app.addHook('preClose', async () => arrivals.close()); // long polls end before the server waits for them
    addChatRoutes(app, parts);
    addFeedbackRoute(app, parts);
    addEraseRoute(app, parts);
    addChatSocket(app, parts);
    addServiceRoutes(app, deps);
    await addPageRoutes(app, deps);
  };
}
