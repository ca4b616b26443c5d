import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import type { CsvFile, FiguresView, FigureTable } from '../../wire/figures.ts';
import { saveFile } from '../parts/save-file.ts';
import { read } from './request.ts';

const EVERY_MS = 60_000;
const WHILE_READING_MS = 3000;

/** Empty: every channel. */
export type FigureChoice = { days: '7' | '28' | '90'; channel: string };

export function useFigures(choice: FigureChoice) {
  return useQuery({
    queryKey: ['figures', choice],
    queryFn: ({ signal }) => read<FiguresView>(`/figures?${queryOf(choice)}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data && !state.data.reading.complete ? WHILE_READING_MS : EVERY_MS,
  });
}

/** Makes the file on the server, where cells that a spreadsheet would run are marked as text, and saves it here. */
export function useCsv(choice: FigureChoice) {
  return useMutation({
    mutationFn: (table: FigureTable) =>
      read<CsvFile>(`/figures/csv?${queryOf(choice)}&table=${table}`),
    onSuccess: saveFile,
  });
}

function queryOf(choice: FigureChoice): string {
  return new URLSearchParams(Object.entries(choice).filter(([, value]) => value !== '')).toString();
}
