import { useLocation } from 'wouter';
import { useReview } from '../api/answers.ts';
import { useDeskHealth } from '../api/desk.ts';
import { useOverview } from '../api/overview.ts';
import { useDeskNow } from '../api/tickets.ts';
import { ReadingNotice } from '../gaps/reading-notice.tsx';
import { ShortcutHelp } from '../keys/shortcut-help.tsx';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { ButtonLink } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { Loaded } from '../parts/display/loaded.tsx';
import { PageHeader } from '../parts/display/page-header.tsx';
import { useRemembered } from '../parts/remembered.ts';
import { useStaff, worksAtDesk } from '../parts/use-staff.ts';
import '../styles/overview.css';
import { DeskNow } from './desk-now.tsx';
import { startsAtDesk } from './first-page.ts';
import { NeedList } from './need-list.tsx';
import { WeekCard } from './week-card.tsx';

/** What needs the reader now, by their role, and how today goes. */
export function OverviewPage() {
  const staff = useStaff();
  const ownsTexts = staff.role !== 'responder';
  const [, go] = useLocation();
  const desk = useDeskNow();
  const health = useDeskHealth();
  const review = useReview({ isWanted: ownsTexts });
  const overview = useOverview({ isWanted: ownsTexts });
  useShortcuts('overview', {
    desk: () => {
      go('/desk');
      return true;
    },
  });
  return (
    <>
      <PageHeader
        title="Overview"
        actions={
          <>
            <ButtonLink href="/desk">Go to the desk</ButtonLink>
            <ShortcutHelp />
          </>
        }
      >
        <span>What needs you now, {staff.firstName}. It is brought up to date by itself.</span>
      </PageHeader>
      {overview.data && <ReadingNotice reading={overview.data.reading} />}
      <NeedList
        desk={worksAtDesk(staff) ? desk : undefined}
        health={worksAtDesk(staff) ? health : undefined}
        review={ownsTexts ? review : undefined}
        overview={ownsTexts ? overview : undefined}
      />
      <Loaded query={desk} lines={1}>
        {(now) => <DeskNow desk={now} />}
      </Loaded>
      {ownsTexts && (
        <Loaded query={overview} lines={2}>
          {({ days }) => <WeekCard days={days} />}
        </Loaded>
      )}
      {worksAtDesk(staff) && <StartHere />}
    </>
  );
}

function StartHere() {
  const atDesk = useRemembered(startsAtDesk);
  return (
    <Checkbox
      isSelected={atDesk}
      onChange={startsAtDesk.set}
      hint="Kept in this browser. The overview stays first in the menu."
    >
      Open the console on the desk
    </Checkbox>
  );
}
