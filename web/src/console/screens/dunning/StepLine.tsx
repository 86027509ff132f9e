import { Tooltip } from '@mantine/core';
import type { Step } from '../../../api/types';
import { t } from '../../../i18n';
import { stepName } from '../../components/DecisionRow';
import css from './StepLine.module.css';

/** The steps as they stand around the due date, from left (before) to right (after). */
export function StepLine({ steps }: { steps: Step[] }) {
  const marks = steps.some((step) => step.offset === 0)
    ? steps
    : [...steps, { offset: 0, template: '', label: '' }].sort(
        (one, other) => one.offset - other.offset,
      );
  return (
    <ol className={css.line} aria-label={t('dunning.line')}>
      {marks.map((step) => (
        <li
          key={step.offset}
          className={css.step}
          data-when={step.offset < 0 ? 'before' : step.offset > 0 ? 'after' : 'due'}
        >
          <Tooltip label={step.label || t('dunning.due')} disabled={!step.label}>
            <span className={css.dot} tabIndex={0} />
          </Tooltip>
          <span className={css.offset}>{stepName(step.offset)}</span>
          <span className={css.label}>{step.label}</span>
        </li>
      ))}
    </ol>
  );
}
