import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useRef } from 'react';
import { t } from '../../i18n';
import { useDensity, type Density } from '../settings';
import { useAddress } from '../useAddress';

/**
 * Pages by cursor: the address holds where this page begins. The way back is remembered; after a
 * reload, or from a link, back leads to the first page.
 */
export function Pager({ next, shown }: { next?: string | null; shown?: string }) {
  const address = useAddress();
  const here = address.get('cursor');
  const trail = useRef<string[]>([]);
  const [density, setDensity] = useDensity();
  const forward = () => {
    trail.current.push(here);
    address.change({ cursor: next }, { push: true });
  };
  const back = () => address.change({ cursor: trail.current.pop() ?? null }, { push: true });
  return (
    <Group justify="space-between" mt="sm" gap="sm">
      <Text size="sm" c="dimmed" aria-live="polite">
        {shown}
      </Text>
      <Group gap="sm">
        <SegmentedControl
          size="xs"
          value={density}
          onChange={(value) => setDensity(value as Density)}
          aria-label={t('table.density')}
          data={[
            { value: 'comfortable', label: t('table.comfortable') },
            { value: 'compact', label: t('table.compact') },
          ]}
        />
        {(here || next) && (
          <Group gap={4}>
            <Button
              variant="default"
              size="xs"
              disabled={!here}
              onClick={back}
              leftSection={<IconChevronLeft size={14} />}
            >
              {t('table.previous')}
            </Button>
            <Button
              variant="default"
              size="xs"
              disabled={!next}
              onClick={forward}
              rightSection={<IconChevronRight size={14} />}
            >
              {t('table.next')}
            </Button>
          </Group>
        )}
      </Group>
    </Group>
  );
}
