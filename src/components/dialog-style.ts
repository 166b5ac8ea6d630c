export const OVERLAY_STYLE = 'fixed inset-0 z-40 bg-overlay';
export const PANEL_STYLE =
  'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 ' +
  'flex-col gap-4 overflow-y-auto rounded-lg border bg-surface-raised p-6 shadow-float data-[state=open]:animate-appear';
