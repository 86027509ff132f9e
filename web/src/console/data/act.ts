import { useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * A change at the server, after which whatever was read under `key` is read anew. Nobody waits for
 * that reading: it may take away the very screen that asked (a policy's editor belongs to the version
 * that it changed), and with it what that screen says once the change is done.
 */
export function useAct<Input, Output>(act: (input: Input) => Promise<Output>, key: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => void client.invalidateQueries({ queryKey: [key] }),
  });
}
