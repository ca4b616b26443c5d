import type { StartView } from '../../../wire/start.ts';
import { useStartStep } from '../../api/start.ts';
import { Button } from '../../parts/controls/button.tsx';
import { ProblemNotice } from '../../parts/display/notice.tsx';
import { AdminOnly } from '../admin-only.tsx';
import { DoneLine } from '../done-line.tsx';
import { Setting } from '../setting.tsx';

export function HoursStep({ start: { hours } }: { start: StartView }) {
  const confirm = useStartStep('hours');
  const { setting, days, now, read } = hours;
  return (
    <section className="card" aria-labelledby="week">
      <h2 id="week">The coming week</h2>
      <p>
        <span className="strong">{now}.</span> <code>{setting}</code>
      </p>
      <table className="start-week">
        <caption className="unseen">Opening hours of the coming week</caption>
        <tbody>
          {days.map(({ day, hours: open }) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              <td>{open.length === 0 ? 'Closed' : open.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Setting names={['OPENING_HOURS', 'HOLIDAYS', 'CLINIC_TIME_ZONE']}>
        Write the hours as in <code>Mo-Fr 08:00-18:00; Sa 09:00-12:00; PH off</code>.
      </Setting>
      {read && <DoneLine word="Read" done={read} />}
      <ProblemNotice problem={confirm.error} />
      {!read?.still && (
        <AdminOnly>
          <div className="actions">
            <Button
              look="primary"
              isPending={confirm.isPending}
              onPress={() => confirm.mutate({ setting })}
            >
              I have read the week: it is right
            </Button>
          </div>
        </AdminOnly>
      )}
    </section>
  );
}
