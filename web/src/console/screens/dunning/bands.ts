import type { DelayBand, Step } from '../../../api/types';

/** The band of days late in which a step falls; nothing up to the due date. */
export const bandOf = (bands: DelayBand[], offset: number) =>
  bands.find((band) => offset >= band.from && (!band.to || offset <= band.to));

/**
 * A step that goes through a band: on its first day, and again every so many days as long as the
 * band lasts (until paid, where it has no end).
 */
export function stepOfBand(band: DelayBand, every: number): Pick<
  Step,
  'offset' | 'repeat_every' | 'repeat_times'
> {
  const times = band.to ? Math.floor((band.to - band.from) / every) : 0;
  const once = band.to > 0 && times === 0;
  return { offset: band.from, repeat_every: once ? 0 : every, repeat_times: once ? 0 : times };
}
