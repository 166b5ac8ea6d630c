import { writtenItems } from '../written-item';

export const NETWORKING_ITEMS = writtenItems('networking', [
  {
    id: 'net-tcp-handshake',
    difficulty: -1.6,
    seconds: 35,
    stem: 'Which segments open a TCP connection, in this order?',
    options: { a: 'SYN, ACK, SYN', b: 'ACK, SYN, ACK', c: 'SYN, SYN-ACK, ACK', d: 'SYN, ACK, FIN' },
    key: 'c',
    explanation:
      'The client sends SYN, the server acknowledges it and sends its own SYN in one segment, the client acknowledges that. FIN belongs to closing, and an ACK comes first in none of the handshakes.',
    hint: 'Both sides announce a starting number, and both announcements are confirmed.',
  },
  {
    id: 'net-dns-ipv6-record',
    difficulty: -1.1,
    seconds: 30,
    stem: 'Which DNS record type gives the IPv6 address of a host name?',
    options: { a: 'AAAA', b: 'CNAME', c: 'SRV', d: 'PTR' },
    key: 'a',
    explanation:
      'AAAA holds an address of 128 bits, four times the 32 of an A record. CNAME gives another name, SRV a host and port of a service, PTR leads from an address back to a name.',
    hint: 'The older record for 32-bit addresses has a one-letter name.',
  },
  {
    id: 'net-private-address',
    difficulty: -0.4,
    seconds: 45,
    stem: 'Which address lies in a range that RFC 1918 sets aside for private networks?',
    options: { a: '`11.0.0.5`', b: '`172.20.5.4`', c: '`172.32.0.9`', d: '`192.169.1.1`' },
    key: 'b',
    explanation:
      'The ranges are 10.0.0.0/8, 172.16.0.0/12 (172.16 to 172.31) and 192.168.0.0/16. So 172.20.5.4 is private, while 11.x, 172.32 and 192.169 lie just outside.',
    hint: 'One of the three ranges covers sixteen values of the second number.',
  },
  {
    id: 'net-connection-refused',
    difficulty: 0.1,
    seconds: 60,
    stem: 'A client connects to port 5432 of a server and at once gets "connection refused", while ping works. Which cause fits?',
    options: {
      a: 'A firewall on the way silently drops the packets',
      b: 'The DNS server does not know the name of the host',
      c: 'The default gateway of the client is not reachable',
      d: 'No process listens there at the address reached',
    },
    key: 'd',
    explanation:
      'A refusal is an answer: the host (or a firewall that rejects) sent a TCP reset because no process listens there. Dropped packets and a missing gateway lead to a timeout, and ping would fail without a gateway; an unknown name fails before any connection.',
    hint: 'The error comes immediately: somebody answered.',
  },
  {
    id: 'net-longest-prefix',
    difficulty: 0.6,
    seconds: 65,
    stem: 'A router has the routes `0.0.0.0/0`, `10.0.0.0/8`, `10.1.0.0/16` and `10.1.2.0/26`. Which one does it use for a packet to `10.1.2.77`?',
    options: { a: '`0.0.0.0/0`', b: '`10.0.0.0/8`', c: '`10.1.0.0/16`', d: '`10.1.2.0/26`' },
    key: 'c',
    explanation:
      'The longest prefix that contains the address wins. `10.1.2.0/26` covers 10.1.2.0 to 10.1.2.63, so it does not contain .77, and `10.1.0.0/16` is the longest of those that do.',
    hint: 'Work out the last address of each range before comparing lengths.',
  },
  {
    id: 'net-time-wait-side',
    difficulty: 1.2,
    seconds: 55,
    stem: 'After many short TCP connections between a proxy and a database, one machine shows thousands of sockets in TIME_WAIT. Which machine is it?',
    options: {
      a: 'The one that closes first',
      b: 'The one that closes last',
      c: 'The one that connected',
      d: 'The one that listened',
    },
    key: 'a',
    explanation:
      'The active closer, who sends the first FIN, waits in TIME_WAIT so that late segments cannot reach a new connection. The passive closer goes through CLOSE_WAIT and LAST_ACK. Who connected or listened does not matter.',
    hint: 'Follow the states of both ends through the four closing segments.',
  },
  {
    id: 'net-path-mtu',
    difficulty: 1.7,
    seconds: 75,
    stem: 'Through a VPN, `ssh` logs in and small commands work, but listing a large directory hangs for good. On the local network the same commands work. Which cause fits best?',
    options: {
      a: 'The DNS resolver of the VPN answers slowly for large zones',
      b: 'ICMP "fragmentation needed" messages are blocked on the path',
      c: 'The TCP window of the server is limited to one single byte',
      d: 'A NAT device has given both hosts the same source address',
    },
    key: 'b',
    explanation:
      'Full-size packets do not fit into the tunnel, and without the ICMP message the sender does not learn to make them smaller, so path MTU discovery fails. Names are no longer looked up once logged in, a tiny window would slow everything rather than stop it, and equal addresses would break the login too.',
    hint: 'What differs between the packets that pass and those that do not?',
  },
]);
