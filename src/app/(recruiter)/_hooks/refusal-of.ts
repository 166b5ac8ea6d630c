type Subscription = { readonly status: string; readonly error: { readonly message: string } | null };

/** The server's word when it ended a stream for good; null while the client still tries by itself. */
export function refusalOf({ status, error }: Subscription): string | null {
  return status === 'error' && error ? error.message : null;
}
