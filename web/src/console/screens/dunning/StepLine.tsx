import { Tooltip } from '@mantine/core';
import type { DelayBand, Step } from '../../../api/types';
import { formatDay } from '../../../format/date';
import { t, translateWord } from '../../../i18n';
import { stepName } from '../../components/DecisionRow';
import { bandOf } from './bands';
import css from './StepLine.module.css';

type Mark = Step & { date?: string; weekday?: string };

const dueMark: Mark = { offset: 0, label: '' };

/** "D+3", "D+7 ↻" when repeated, "D+5 úteis" when counted in business days. */
function markName(step: Mark): string {
  const name = stepName(step.offset);
  const counted =
    step.days === 'business' && step.offset !== 0 ? `${name} ${t('step.business')}` : name;
  return step.repeat_every ? `${counted} ↻` : counted;
}

/** The steps as they stand around the due date, from left (before) to right (after). */
export function StepLine({ steps, bands = [] }: { steps: Mark[]; bands?: DelayBand[] }) {
  const marks = steps.some((step) => step.offset === 0)
    ? steps
    : [...steps, dueMark].sort((one, other) => one.offset - other.offset);
  return (
    <ol className={css.line} aria-label={t('dunning.line')}>
      {marks.map((step, index) => {
        const whom = (step.profiles ?? []).map((word) => translateWord(`profile.${word}`, word));
        const what = step.action === 'task' ? t('decision.task') : '';
        const band = bandOf(bands, step.offset);
        const before = index > 0 ? bandOf(bands, marks[index - 1].offset) : undefined;
        return (
          <li
            key={index}
            className={css.step}
            data-when={step.offset < 0 ? 'before' : step.offset > 0 ? 'after' : 'due'}
            data-task={step.action === 'task' || undefined}
            data-band={band ? true : undefined}
          >
            {bands.length > 0 && (
              <span className={css.band}>{band && band !== before ? band.name : ' '}</span>
            )}
            <Tooltip label={step.label || t('dunning.due')} disabled={!step.label}>
              <span className={css.dot} tabIndex={0} />
            </Tooltip>
            <span className={css.offset}>{markName(step)}</span>
            {step.date && (
              <span className={css.date}>
                {formatDay(step.date)} · {step.weekday?.slice(0, 3)}
              </span>
            )}
            <span className={css.label}>{step.label}</span>
            {(what || whom.length > 0) && (
              <span className={css.whom}>{[what, ...whom].filter(Boolean).join(' · ')}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
