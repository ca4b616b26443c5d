import { Fragment } from 'react';
import { type SlackWord, slackWords } from './slack-words.ts';

type Props = {
  /** In Slack's own markup, a section each; the warning is the last. */
  pieces: string[];
  /** "Did this help?", and the words of its buttons. */
  asked: string[];
  locale: string;
};

/** The same answer in Slack: its sections under the name of the app, the buttons above the warning. */
export function SlackPreview({ pieces, asked, locale }: Props) {
  const [question, ...buttons] = asked;
  return (
    <div className="slack-preview" lang={locale}>
      <span className="slack-avatar" aria-hidden="true">
        A
      </span>
      <div className="slack-body">
        <p className="slack-by">
          <span className="strong">Askwell</span> <span className="slack-app">APP</span>
        </p>
        {pieces.slice(0, -1).map((piece) => (
          <Section key={piece} piece={piece} />
        ))}
        <p>{question}</p>
        <p className="slack-buttons">
          {buttons.map((words) => (
            <span key={words} className="slack-button">
              {words}
            </span>
          ))}
        </p>
        <Section piece={pieces.at(-1) ?? ''} />
      </div>
    </div>
  );
}

function Section({ piece }: { piece: string }) {
  return (
    <p className="slack-words">
      {slackWords(piece).map((word, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name than their place
        <Fragment key={index}>
          <Word word={word} />
        </Fragment>
      ))}
    </p>
  );
}

function Word({ word }: { word: SlackWord }) {
  switch (word.kind) {
    case 'plain':
      return word.text;
    case 'bold':
      return <strong>{word.text}</strong>;
    case 'italic':
      return <em>{word.text}</em>;
    case 'link':
      return (
        <a href={safe(word.url)} target="_blank" rel="noreferrer noopener">
          {word.text}
        </a>
      );
  }
}

/** Slack follows nothing else, and neither does this page. */
function safe(url: string): string | undefined {
  return /^(https?:|mailto:|tel:)/.test(url) ? url : undefined;
}
