import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Router } from 'wouter';
import type { SessionView } from '../wire/session.ts';
import { sessionQuery } from './api/session.ts';
import { AuthFrame } from './entry/auth-frame.tsx';
import { SetupPage } from './entry/setup-page.tsx';
import { SignInPage } from './entry/sign-in-page.tsx';
import { Loaded, Skeleton } from './parts/display/loaded.tsx';
import { StaffContext } from './parts/use-staff.ts';
import { StaffPages } from './shell/staff-pages.tsx';

const SecondFactorPage = lazy(async () => ({
  default: (await import('./entry/second-factor-page.tsx')).SecondFactorPage,
}));

const isSetup = () => window.location.pathname === '/console/setup';

/** Who is there decides what there is: the way in, or the pages of this person's role. */
export function App() {
  const session = useQuery(sessionQuery);
  return (
    <Loaded query={session} lines={0}>
      {(view) =>
        view.staff && !view.staff.lacksSecondFactor ? (
          <StaffContext value={{ ...view.staff, installation: view.installation }}>
            <Router base="/console">
              <Suspense fallback={<Skeleton lines={6} />}>
                <StaffPages />
              </Suspense>
            </Router>
          </StaffContext>
        ) : (
          <AuthFrame installation={view.installation}>
            <Suspense fallback={<Skeleton lines={6} />}>
              <WayIn view={view} />
            </Suspense>
          </AuthFrame>
        )
      }
    </Loaded>
  );
}

function WayIn({ view }: { view: SessionView }) {
  if (view.staff) return <SecondFactorPage />;
  return isSetup() ? <SetupPage open={view.setupOpen} /> : <SignInPage session={view} />;
}
