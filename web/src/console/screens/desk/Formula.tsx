import { Box, SimpleGrid, Text } from '@mantine/core';
import type { WorkPage } from '../../../api/types';
import { t } from '../../../i18n';

/** How the order is made, folded away: every factor with its figure. */
export function Formula({ tables }: { tables: WorkPage['formula'] }) {
  return (
    <Box component="details">
      <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }}>
        {t('work.why.title')}
      </Text>
      <Text size="sm" c="dimmed" my="xs" maw={720}>
        {t('work.why.text')}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {tables.map((table) => (
          <div key={table.label}>
            <Text size="sm" fw={600}>
              {table.label}
            </Text>
            {table.cases.map((each) => (
              <Text key={each.label} size="sm">
                {each.label}: {each.percent}%
              </Text>
            ))}
          </div>
        ))}
      </SimpleGrid>
    </Box>
  );
}
