import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { useLive } from '../api/live.ts';
import { DeskPage } from '../desk/queue/desk-page.tsx';
import { TicketPage } from '../desk/ticket/ticket-page.tsx';
import { startsAtDesk } from '../overview/first-page.ts';
import { OverviewPage } from '../overview/overview-page.tsx';
import { Empty } from '../parts/display/empty.tsx';
import { Skeleton } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { type SignedIn, useStaff, worksAtDesk } from '../parts/use-staff.ts';
import { Shell } from './shell.tsx';

const AnswersPage = lazy(async () => ({
  default: (await import('../answers/list/answers-page.tsx')).AnswersPage,
}));
const AnswerPage = lazy(async () => ({
  default: (await import('../answers/answer-page.tsx')).AnswerPage,
}));
const EditPage = lazy(async () => ({
  default: (await import('../answers/editor/edit-page.tsx')).EditPage,
}));
const NewAnswerPage = lazy(async () => ({
  default: (await import('../answers/editor/new-page.tsx')).NewPage,
}));
const ReviewPage = lazy(async () => ({
  default: (await import('../answers/review/review-page.tsx')).ReviewPage,
}));
const CorrectionsPage = lazy(async () => ({
  default: (await import('../recalls/corrections-page.tsx')).CorrectionsPage,
}));
const ClinicPage = lazy(async () => ({
  default: (await import('../clinic/clinic-page.tsx')).ClinicPage,
}));
const GapsPage = lazy(async () => ({
  default: (await import('../gaps/gaps-page.tsx')).GapsPage,
}));
const FiguresPage = lazy(async () => ({
  default: (await import('../figures/figures-page.tsx')).FiguresPage,
}));
const ExamplesPage = lazy(async () => ({
  default: (await import('../examples/examples-page.tsx')).ExamplesPage,
}));
const DeliveriesPage = lazy(async () => ({
  default: (await import('../deliveries/deliveries-page.tsx')).DeliveriesPage,
}));
const PeoplePage = lazy(async () => ({
  default: (await import('../people/people-page.tsx')).PeoplePage,
}));
const AuditPage = lazy(async () => ({
  default: (await import('../people/audit-page.tsx')).AuditPage,
}));
const StartPage = lazy(async () => ({
  default: (await import('../start/start-page.tsx')).StartPage,
}));
const SettingsPage = lazy(async () => ({
  default: (await import('../settings/settings-page.tsx')).SettingsPage,
}));
const AccountPage = lazy(async () => ({
  default: (await import('../people/account-page.tsx')).AccountPage,
}));

const MODERATORS: readonly SignedIn['role'][] = ['moderator', 'admin'];
const DESK: readonly SignedIn['role'][] = ['responder', 'admin'];
const ADMINS: readonly SignedIn['role'][] = ['admin'];

export function StaffPages() {
  useLive();
  return (
    <Shell>
      <Suspense fallback={<Skeleton lines={6} />}>
        <Switch>
          <Route path="/">
            <FirstPage />
          </Route>
          <Route path="/overview">
            <OverviewPage />
          </Route>
          <Route path="/setup">
            <Redirect to="/start" replace />
          </Route>
          <Route path="/desk">
            <DeskPage />
          </Route>
          <Route path="/desk/:number">
            {({ number }) => <TicketPage key={number} number={Number(number)} />}
          </Route>
          {/* Links of cards and pages name a ticket. */}
          <Route path="/tickets/:number">
            {({ number }) => <Redirect to={`/desk/${number}`} replace />}
          </Route>
          <Route path="/deliveries">
            <For roles={DESK}>
              <DeliveriesPage />
            </For>
          </Route>
          <Route path="/answers">
            <For roles={MODERATORS}>
              <AnswersPage />
            </For>
          </Route>
          <Route path="/answers/new">
            <For roles={MODERATORS}>
              <NewAnswerPage />
            </For>
          </Route>
          <Route path="/review">
            <For roles={MODERATORS}>
              <ReviewPage />
            </For>
          </Route>
          <Route path="/answers/:locale/:id">
            {({ locale, id }) => (
              <For roles={MODERATORS}>
                <AnswerPage key={`${locale} ${id}`} locale={locale} id={id} />
              </For>
            )}
          </Route>
          <Route path="/answers/:locale/:id/edit">
            {({ locale, id }) => (
              <For roles={MODERATORS}>
                <EditPage key={`${locale} ${id}`} locale={locale} id={id} />
              </For>
            )}
          </Route>
          <Route path="/corrections">
            <For roles={MODERATORS}>
              <CorrectionsPage />
            </For>
          </Route>
          <Route path="/clinic">
            <For roles={MODERATORS}>
              <ClinicPage />
            </For>
          </Route>
          <Route path="/gaps">
            <For roles={MODERATORS}>
              <GapsPage />
            </For>
          </Route>
          <Route path="/figures">
            <For roles={MODERATORS}>
              <FiguresPage />
            </For>
          </Route>
          <Route path="/examples">
            <For roles={MODERATORS}>
              <ExamplesPage />
            </For>
          </Route>
          <Route path="/people">
            <For roles={ADMINS}>
              <PeoplePage />
            </For>
          </Route>
          <Route path="/audit">
            <For roles={ADMINS}>
              <AuditPage />
            </For>
          </Route>
          <Route path="/settings">
            <For roles={ADMINS}>
              <SettingsPage />
            </For>
          </Route>
          <Route path="/start/:step?">
            {({ step = '' }) => (
              <For roles={MODERATORS}>
                <StartPage step={step} />
              </For>
            )}
          </Route>
          <Route path="/account">
            <AccountPage />
          </Route>
          <Route>
            <PageHeader title="Nothing here" />
            <Empty title="There is no page at this address.">
              Choose a page from the menu. If a link brought you here, it is out of date.
            </Empty>
          </Route>
        </Switch>
      </Suspense>
    </Shell>
  );
}

/** The overview, unless somebody of the desk chose otherwise in this browser. */
function FirstPage() {
  const atDesk = worksAtDesk(useStaff()) && startsAtDesk.get();
  return <Redirect to={atDesk ? '/desk' : '/overview'} replace />;
}

/** The server decides what may be done; this only spares people a page of refusals. */
function For({ roles, children }: { roles: readonly SignedIn['role'][]; children: ReactNode }) {
  const { role } = useStaff();
  if (roles.includes(role)) return children;
  return (
    <>
      <PageHeader title="Not for your role" />
      <Empty title="This page belongs to another role.">
        Ask an admin if you need it. Your pages are in the menu.
      </Empty>
    </>
  );
}
