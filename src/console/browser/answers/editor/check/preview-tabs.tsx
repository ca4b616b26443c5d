import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { AnswerFrame, CheckedContent } from '../../../../wire/answers.ts';
import { PatientPreview } from '../../preview/patient-preview.tsx';
import { SlackPreview } from '../../preview/slack-preview.tsx';
import type { Content } from '../draft-of.ts';

type Props = {
  content: Content;
  shown: CheckedContent['shown'];
  frame: AnswerFrame;
  locale: string;
};

/** The words in the patient's chat and in Slack, where the same marks look different. */
export function PreviewTabs({ content, shown, frame, locale }: Props) {
  if (!shown) return <p className="muted">It is shown again once the text can be read.</p>;
  const inChat = (
    <PatientPreview
      content={content}
      shown={shown.chat}
      frame={frame}
      locale={locale}
      sample={false}
    />
  );
  if (content.use === 'staff') return inChat;
  return (
    <Tabs className="tabs">
      <TabList className="tab-list" aria-label="Where it is read">
        <Tab id="chat" className="tab">
          In the chat
        </Tab>
        <Tab id="slack" className="tab">
          In Slack
        </Tab>
      </TabList>
      <TabPanel id="chat" className="tab-panel">
        {inChat}
      </TabPanel>
      <TabPanel id="slack" className="tab-panel">
        <SlackPreview pieces={shown.slack} asked={frame.asked} locale={locale} />
      </TabPanel>
    </Tabs>
  );
}
