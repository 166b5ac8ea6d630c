import { writtenItems } from '../written-item';

export const TIME_ITEMS = writtenItems('time', [
  {
    id: 'time-offset-to-utc',
    difficulty: -1.4,
    seconds: 40,
    stem: 'Which instant in UTC is `2026-05-04T01:30:00+02:00`?',
    options: {
      a: '`2026-05-04T03:30:00Z`',
      b: '`2026-05-03T23:30:00Z`',
      c: '`2026-05-04T23:30:00Z`',
      d: '`2026-05-03T03:30:00Z`',
    },
    key: 'b',
    explanation:
      'An offset of +02:00 is ahead of UTC, so two hours are subtracted, which crosses midnight into 3 May. (a) and (d) add the offset, and (c) forgets that the date changes.',
    hint: 'Is a clock with a positive offset ahead of UTC or behind?',
  },
  {
    id: 'time-leap-century',
    difficulty: -0.8,
    seconds: 35,
    stem: 'Which of these years is a leap year in the Gregorian calendar?',
    options: { a: '1900', b: '2000', c: '2026', d: '2100' },
    key: 'b',
    explanation:
      'Years divisible by 4 are leap years, except centuries, except centuries divisible by 400. So 2000 is one, 1900 and 2100 are not, and 2026 is not divisible by 4.',
    hint: 'There is a rule, an exception and an exception to the exception.',
  },
  {
    id: 'time-unix-day',
    difficulty: -0.3,
    seconds: 45,
    stem: 'A log holds the Unix time `86400`. Which instant is that?',
    options: {
      a: '`1970-01-01T00:01:26Z`',
      b: '`1970-01-01T24:00:01Z`',
      c: '`1970-01-01T23:59:59Z`',
      d: '`1970-01-02T00:00:00Z`',
    },
    key: 'd',
    explanation:
      'Unix time counts seconds from midnight UTC of 1 January 1970, and 86,400 seconds are one day. (a) reads them as milliseconds; (b) and (c) are one second off.',
    hint: 'How many seconds does a day have?',
  },
  {
    id: 'time-spring-gap',
    difficulty: 0.4,
    seconds: 50,
    stem: 'In a zone whose clocks jump from 02:00 to 03:00 on 29 March, a user enters the local time 29 March, 02:30. What is true of that time?',
    options: {
      a: 'It occurs twice, one hour apart',
      b: 'It occurs in winter time alone',
      c: 'It does not occur on that day',
      d: 'It occurs in summer time alone',
    },
    key: 'c',
    explanation:
      'The clock goes from 01:59:59 to 03:00:00, so no instant of that day is called 02:30. Twice is what happens in autumn, when an hour is repeated. Winter time ends at 02:00 and summer time begins with 03:00.',
    hint: 'List what the clock shows minute by minute around the change.',
  },
  {
    id: 'time-monotonic-clock',
    difficulty: 0.8,
    seconds: 50,
    stem: 'A program measures how long a request takes. Now and then the result is negative. Which clock should it read before and after?',
    options: {
      a: 'The wall clock in UTC with microseconds',
      b: 'The wall clock in the zone of the server',
      c: 'The wall clock of a shared NTP server',
      d: 'The monotonic clock of the machine',
    },
    key: 'd',
    explanation:
      'A wall clock may be set back by NTP or by hand between two readings, whatever its resolution, zone or source; a monotonic clock only moves forward and exists for intervals.',
    hint: 'What can happen to the time of day between two readings?',
  },
  {
    id: 'time-future-meeting',
    difficulty: 1.2,
    seconds: 65,
    stem: 'A calendar stores a meeting in Paris on a Monday two years ahead at 09:00. Governments may change the rules for clocks until then, and the meeting should stay at 09:00 in Paris. What should be stored?',
    options: {
      a: 'The local date and time with the zone name `Europe/Paris`',
      b: 'The instant in UTC, computed with the rules known today',
      c: 'The local date and time with the offset `+01:00` or `+02:00`',
      d: 'The Unix time in milliseconds, computed on the client',
    },
    key: 'a',
    explanation:
      'The promise is a local time, so the local time and the zone are the facts, and the instant is worked out from the rules in force. UTC, a fixed offset and Unix time all freeze the rules of today.',
    hint: 'Which of the values would become wrong when a rule changes?',
  },
  {
    id: 'time-js-month-overflow',
    difficulty: 1.6,
    seconds: 60,
    stem: 'What does this JavaScript print?',
    code: {
      language: 'js',
      text: 'const d = new Date(Date.UTC(2025, 0, 31));\nd.setUTCMonth(1);\nconsole.log(d.toISOString().slice(0, 10));',
    },
    options: { a: '`2025-03-03`', b: '`2025-02-28`', c: '`2025-02-31`', d: '`2025-03-01`' },
    key: 'a',
    explanation:
      'Months count from 0, so this asks for 31 February. `Date` rolls over instead of clamping: 28 days in February 2025 leave 3 days, hence 3 March. 28 February would be clamping, 31 February does not exist, and 1 March forgets two of the days.',
    hint: 'The day of the month stays as it was. What does the object do with days that a month lacks?',
  },
]);
