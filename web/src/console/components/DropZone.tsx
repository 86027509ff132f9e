import { Button, FileButton, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { t } from '../../i18n';
import css from './DropZone.module.css';

interface Props {
  label: string;
  text: string;
  accept: string;
  multiple?: boolean;
  busy?: boolean;
  onFiles: (files: File[]) => void;
}

/** Drop files here, or choose them: the button is what the keyboard reaches. */
export function DropZone({ label, text, accept, multiple = false, busy, onFiles }: Props) {
  const [over, setOver] = useState(false);
  // A file that was mended keeps its name: chosen again, it must be read again.
  const forget = useRef<() => void>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
  };
  return (
    <div
      className={css.zone}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconUpload size={30} stroke={1.5} aria-hidden />
      <Text fw={600}>{label}</Text>
      <Text size="sm" c="dimmed" ta="center">
        {text}
      </Text>
      <FileButton
        resetRef={forget}
        accept={accept}
        multiple={multiple}
        onChange={(chosen: File | File[] | null) => {
          const files = chosen ? [chosen].flat() : [];
          if (files.length > 0) onFiles(files);
          forget.current?.();
        }}
        inputProps={{ 'aria-label': label }}
      >
        {(props) => (
          <Button {...props} variant="light" loading={busy}>
            {multiple ? t('file.choose.many') : t('file.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
