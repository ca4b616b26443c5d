import { Fragment } from 'react';
import { type SlackWord, slackWords } from './slack-words.ts';

/** The same answer in Slack: its sections, in Slack's own markup, under the name of the app. */
export function SlackPreview({ pieces, locale }: { pieces: string[]; locale: string }) {
  return (
    <div className="slack-preview" lang={locale}>
      <span className="slack-avatar" aria-hidden="true">
        A
      </span>
      <div className="slack-body">
        <p className="slack-by">
          <span className="strong">Askwell</span> <span className="slack-app">APP</span>
        </p>
        {pieces.map((piece) => (
          <p key={piece} className="slack-words">
            {slackWords(piece).map((word, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: words have no other name than their place
              <Fragment key={index}>
                <Word word={word} />
              </Fragment>
            ))}
          </p>
        ))}
      </div>
    </div>
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
