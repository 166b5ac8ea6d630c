import type { Texts } from './check-texts';

/** Plain facts and a summary that gets one figure wrong, turns one statement round, and adds one nobody wrote. */
export const EXAMPLE: Texts = {
  source: `The town library opened in 1998 in the old railway station. It is open from Tuesday to Saturday between 10 am and 6 pm and closed on Sundays and Mondays.

Members may borrow up to 12 books at a time and keep them for four weeks. The first three days after the due date are free of charge; after that the fee is 20 cents per book and day. Membership costs 15 euros a year. Children under 16 do not pay.

Dogs are not allowed in the reading room, except for assistance dogs. The children's corner was renovated in 2021. A reading group meets there every second Thursday and is led by Maria Okafor.`,
  output: `Hello.

The town library opened in 1998 in the old railway station. Members may borrow up to 18 books at a time and keep them for four weeks. Membership costs 15 euros a year, and children under 16 do not pay. Dogs are allowed in the reading room. The children's corner was renovated in 2021. The reading group is led by Maria Okafor. There is free parking for forty cars behind the building.

I think it is a lovely place. Would you like to know more?`,
  question: 'What should a new member know about the town library?',
};
