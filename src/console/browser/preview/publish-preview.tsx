import { usePreview, usePreviewStep } from '../api/preview.ts';
import { ProblemNotice } from '../parts/display/notice.tsx';
import { PreviewBody } from './preview-body.tsx';
import '../styles/preview.css';

type Props = {
  answerKey: { id: string; locale: string };
  number: number;
};

/**
 * What publishing this revision would change, made while one looks. Beside a button that asks `useMayPublish` of
 * `api/preview.ts`, which is false until this is done and while a safety figure falls.
 */
export function PublishPreview({ answerKey, number }: Props) {
  const preview = usePreview(answerKey, number);
  const step = usePreviewStep(answerKey, number);
  return (
    <section className="preview" aria-labelledby="would-change">
      <h3 id="would-change">What would change</h3>
      <PreviewBody
        query={preview}
        onStop={() => step.mutate('stop')}
        onAgain={() => step.mutate('again')}
      />
      <ProblemNotice problem={step.error} />
    </section>
  );
}
