import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { TOPIC } from '../../ticket-words.ts';
import type { FiguresView } from '../../wire/figures.ts';
import { dayWords, OUTCOME, OUTCOMES } from './figure-words.ts';

const LABEL = { fill: 'var(--muted)', fontSize: 13 };
const TIP = {
  background: 'var(--surface)',
  border: '1px solid var(--line)',
  borderRadius: 8,
  color: 'var(--text)',
};
const ROW_PX = 36;
const AXIS_PX = 40;

/** For the eye alone: the table beside each chart holds the same, so nobody is made to walk through its shapes. */
export function DayChart({ days }: Pick<FiguresView, 'days'>) {
  return (
    <div className="chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height={260}>
        <BarChart
          data={days}
          accessibilityLayer={false}
          margin={{ top: 8, right: 8, bottom: 0, left: -16 }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="day"
            tickFormatter={dayWords}
            tick={LABEL}
            stroke="var(--line-strong)"
            minTickGap={24}
          />
          <YAxis allowDecimals={false} tick={LABEL} stroke="var(--line-strong)" />
          <Tooltip
            contentStyle={TIP}
            cursor={{ fill: 'var(--sunken)' }}
            labelFormatter={(day) => dayWords(String(day))}
          />
          {Stacks()}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

export function TopicChart({ topics }: Pick<FiguresView, 'topics'>) {
  const rows = topics.map((one) => ({ ...one, name: TOPIC[one.topic] }));
  return (
    <div className="chart" aria-hidden="true">
      <ResponsiveContainer width="100%" height={rows.length * ROW_PX + AXIS_PX}>
        <BarChart
          data={rows}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 0, right: 8, bottom: 0, left: 0 }}
        >
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis type="number" allowDecimals={false} tick={LABEL} stroke="var(--line-strong)" />
          <YAxis
            type="category"
            dataKey="name"
            tick={LABEL}
            stroke="var(--line-strong)"
            width={128}
            interval={0}
          />
          <Tooltip contentStyle={TIP} cursor={{ fill: 'var(--sunken)' }} />
          {Stacks()}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

/** Called and not drawn as an element: the library looks for its own bars among the chart's children. */
function Stacks() {
  return OUTCOMES.map((outcome) => (
    <Bar
      key={outcome}
      dataKey={outcome}
      name={OUTCOME[outcome]}
      stackId="all"
      fill={`var(--f-${outcome})`}
      stroke="var(--surface)"
      strokeWidth={1}
      isAnimationActive={false}
      maxBarSize={28}
    />
  ));
}
