import type { StartView, TriedPage } from '../../../wire/start.ts';
import { useTryPages } from '../../api/start.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { Pill, type PillTone } from '../../parts/display/pill.tsx';
import { AdminOnly } from '../admin-only.tsx';
import { DoneLine } from '../done-line.tsx';
import { LineList, linesOf } from '../line-list.tsx';
import { Setting } from '../setting.tsx';

const CHANNELS = [
  { name: 'E-mail', way: 'e-mail', does: 'pages people on call', settings: 'SMTP_URL, MAIL_FROM' },
  {
    name: 'Webhook',
    way: 'webhook',
    does: 'pages by PagerDuty, Opsgenie or a program of yours',
    settings: 'PAGE_WEBHOOK_URL, PAGE_WEBHOOK_SECRET',
  },
  {
    name: 'Slack',
    way: 'Slack',
    does: 'tickets and pages in the staff channel',
    settings: 'SLACK_BOT_TOKEN, SLACK_STAFF_CHANNEL',
  },
] as const;

export function ChannelsStep({ start: { channels, lines } }: { start: StartView }) {
  return (
    <>
      <section className="card" aria-labelledby="channels">
        <h2 id="channels">What is connected</h2>
        <ul className="start-people">
          <li>
            <div>
              <p className="strong">Web chat</p>
              <p className="hint">
                Always on, at <code>{channels.address}</code>
              </p>
            </div>
            <Pill tone="ok">On</Pill>
          </li>
          {CHANNELS.map(({ name, way, does, settings }) => {
            const isOn = channels.ways.includes(way);
            return (
              <li key={name}>
                <div>
                  <p className="strong">{name}</p>
                  <p className="hint">{isOn ? does : `Off: ${does}. Set ${settings}.`}</p>
                </div>
                <Pill tone={isOn ? 'ok' : 'neutral'}>{isOn ? 'On' : 'Off'}</Pill>
              </li>
            );
          })}
        </ul>
        <Setting names={['PUBLIC_URL', 'SMTP_URL', 'PAGE_WEBHOOK_URL', 'SLACK_BOT_TOKEN']}>
          One way for pages is enough, two are better.
        </Setting>
      </section>
      <section className="card" aria-labelledby="try-pages">
        <h2 id="try-pages">Try it</h2>
        <LineList lines={linesOf('channels', lines)} />
        {channels.tried && <DoneLine word="Last tried" done={channels.tried} />}
        <TryPages isOff={channels.ways.length === 0} />
      </section>
    </>
  );
}

const OUTCOME: Record<TriedPage['outcome'], [word: string, tone: PillTone]> = {
  accepted: ['Accepted', 'ok'],
  refused: ['Refused', 'danger'],
  skipped: ['Not tried', 'neutral'],
};

function TryPages({ isOff }: { isOff: boolean }) {
  const attempt = useTryPages();
  return (
    <AdminOnly>
      <p>
        This sends everyone on call a page that says it is a test. Accepted means that the mail
        server or the receiver took it: ask them whether they heard it.
      </p>
      <ProblemNotice problem={attempt.error} />
      <div role="status">
        {attempt.data && (
          <ul className="start-people">
            {attempt.data.tried.map((tried) => (
              <li key={`${tried.way} ${tried.to ?? ''}`}>
                <div>
                  <p className="strong">
                    {tried.way}
                    {tried.to && ` to ${tried.to}`}
                  </p>
                  {tried.todo && <p className="hint">{tried.todo}</p>}
                </div>
                <Pill tone={OUTCOME[tried.outcome][1]}>{OUTCOME[tried.outcome][0]}</Pill>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="actions">
        <Button
          look="primary"
          isDisabled={isOff}
          isPending={attempt.isPending}
          onPress={() => attempt.mutate()}
        >
          Send a test page
        </Button>
      </div>
    </AdminOnly>
  );
}
