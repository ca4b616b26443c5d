import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/request.ts';
import { sessionQuery } from './api/session.ts';
import { App } from './app.tsx';
import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/shell.css';
import './styles/places.css';
import './styles/entry.css';
import './styles/people.css';
import './styles/second-factor.css';
import './styles/desk.css';
import './styles/conversation.css';
import './styles/keys.css';
import './styles/undo.css';
import './styles/answers.css';

const TRIES = 2;

const LEADS_AWAY = new Set(['signed_out', 'second_factor_first']);

/** A session that is over brings the sign-in page; what was written stays in the browser. */
function onProblem(problem: Error): void {
  if (problem instanceof ApiProblem && LEADS_AWAY.has(problem.code)) {
    client.invalidateQueries({ queryKey: sessionQuery.queryKey }).catch(() => undefined);
  }
}

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: onProblem }),
  mutationCache: new MutationCache({ onError: onProblem }),
  defaultOptions: {
    queries: {
      retry: (failures, problem) =>
        failures < TRIES && !(problem instanceof ApiProblem && problem.status > 0),
    },
  },
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
