import { Checkbox, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconArrowsSort } from '@tabler/icons-react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { t } from '../../i18n';
import { useDensity } from '../settings';
import css from './components.module.css';
import { ErrorState, Waiting } from './states';

export interface Column<T> {
  key: string;
  header: string;
  render: (row: T) => ReactNode;
  /** The server's name of this order; absent: not sortable. */
  sort?: string;
  align?: 'right';
  width?: number | string;
  /** On a phone there is room for what names the row and its figure only. */
  wide?: boolean;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[] | undefined;
  rowKey: (row: T) => string;
  error?: unknown;
  retry?: () => void;
  empty: ReactNode;
  /** "due_date" or "-due_date". */
  sort?: string;
  onSort?: (sort: string) => void;
  href?: (row: T) => string | undefined;
  selected?: Set<string>;
  onSelect?: (selected: Set<string>) => void;
  /** Cells of the foot, by column key. */
  totals?: Record<string, ReactNode>;
}

/** A table whose paging and order are the server's; rows open the thing they name. */
export function DataTable<T>(props: Props<T>) {
  const { columns, rows, rowKey, selected, onSelect, href } = props;
  const [density] = useDensity();
  const [, navigate] = useLocation();
  if (props.error && !rows) return <ErrorState error={props.error} retry={props.retry} />;
  if (!rows) {
    return (
      <div className={css.card}>
        <Waiting lines={10} height={22} />
      </div>
    );
  }
  if (rows.length === 0) return <div className={css.tableWrap}>{props.empty}</div>;

  const open = (row: T, event: MouseEvent | KeyboardEvent) => {
    const target = href?.(row);
    if (!target || (event.target as HTMLElement).closest('a, button, input, label')) return;
    if (event.ctrlKey || event.metaKey) window.open(target, '_blank');
    else navigate(target);
  };
  const all = selected && rows.every((row) => selected.has(rowKey(row)));
  const toggle = (key: string) => {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    onSelect?.(next);
  };

  return (
    <div className={css.tableWrap}>
      <Table
        className={css.table}
        highlightOnHover
        verticalSpacing={density === 'compact' ? 4 : 10}
        horizontalSpacing="md"
        fz="sm"
        aria-label={props.label}
      >
        <Table.Thead>
          <Table.Tr>
            {selected && (
              <Table.Th w={40} className={css.wide}>
                <Checkbox
                  size="xs"
                  aria-label={t('table.select.all')}
                  checked={all}
                  indeterminate={!all && rows.some((row) => selected.has(rowKey(row)))}
                  onChange={() => onSelect?.(new Set(all ? [] : rows.map(rowKey)))}
                />
              </Table.Th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr
              key={rowKey(row)}
              data-open={href?.(row) ? true : undefined}
              onClick={(event) => open(row, event)}
            >
              {selected && (
                <Table.Td className={css.wide}>
                  <Checkbox
                    size="xs"
                    aria-label={t('table.select.row')}
                    checked={selected.has(rowKey(row))}
                    onChange={() => toggle(rowKey(row))}
                  />
                </Table.Td>
              )}
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  data-align={column.align}
                  className={column.wide ? css.wide : undefined}
                >
                  {column.render(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {props.totals && (
          <Table.Tfoot>
            <Table.Tr>
              {selected && <Table.Td className={css.wide} />}
              {columns.map((column) => (
                <Table.Td
                  key={column.key}
                  data-align={column.align}
                  className={column.wide ? css.wide : undefined}
                >
                  {props.totals?.[column.key]}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </div>
  );
}

interface HeadProps<T> {
  column: Column<T>;
  sort?: string;
  onSort?: (sort: string) => void;
}

function Head<T>({ column, sort, onSort }: HeadProps<T>) {
  const wide = column.wide ? css.wide : undefined;
  if (!column.sort || !onSort) {
    return (
      <Table.Th data-align={column.align} w={column.width} className={wide}>
        {column.header || <VisuallyHidden>{t('table.actions')}</VisuallyHidden>}
      </Table.Th>
    );
  }
  const up = sort === column.sort;
  const down = sort === `-${column.sort}`;
  const Icon = up ? IconArrowUp : down ? IconArrowDown : IconArrowsSort;
  return (
    <Table.Th
      data-align={column.align}
      w={column.width}
      className={wide}
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
    >
      <UnstyledButton
        className={css.sort}
        onClick={() => onSort(up ? `-${column.sort}` : column.sort!)}
      >
        {column.header}
        <Icon size={14} aria-hidden opacity={up || down ? 1 : 0.4} />
      </UnstyledButton>
    </Table.Th>
  );
}
