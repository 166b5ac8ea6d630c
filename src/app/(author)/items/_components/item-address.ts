/** Ids of item models have colons in them. */
export const itemAddress = (id: string, rest = '') => `/items/${encodeURIComponent(id)}${rest}`;
