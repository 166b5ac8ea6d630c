import NextAuth from 'next-auth';
import { runtime } from '@/server/runtime';

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own pages and endpoints; its options live with the running server. */
function handler(request: Request, context: RouteContext): Promise<Response> {
  return NextAuth(runtime().authOptions)(request, context) as Promise<Response>;
}

export { handler as GET, handler as POST };
