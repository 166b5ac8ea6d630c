import { writtenItems } from '../written-item';

export const SECURITY_ITEMS = writtenItems('security', [
  {
    id: 'security-sql-parameters',
    difficulty: -1.6,
    seconds: 45,
    stem: 'A login form builds its query by joining strings with the user name in it. Which change removes the injection?',
    options: {
      a: 'Reject user names longer than 30 characters',
      b: 'Convert the user name to lower case before it is used',
      c: 'Show a general message when the query fails',
      d: 'Pass the user name as a bound parameter',
    },
    key: 'd',
    explanation:
      "A bound parameter reaches the database as data and cannot become part of the statement. Short attacks exist (`a' OR 1=1--`), they work in lower case as well, and hiding errors hides the symptom.",
    hint: 'The database has to know which part is code and which is data.',
  },
  {
    id: 'security-password-hash',
    difficulty: -0.9,
    seconds: 45,
    stem: 'How should a service store passwords so that a stolen table is of little use?',
    options: {
      a: 'SHA-256 of the password with one secret salt for everyone',
      b: 'Argon2id of the password with a random salt for each user',
      c: 'AES-256 of the password with a key kept in the database',
      d: 'SHA-512 of the password with the user name as the salt',
    },
    key: 'b',
    explanation:
      'Argon2id is slow and memory-hard by design, and a salt per user stops one computation from serving all. SHA-256 and SHA-512 can be tried billions of times per second; encryption with the key beside it can simply be undone.',
    hint: 'An attacker tries guesses. What should each guess cost?',
  },
  {
    id: 'security-object-authorisation',
    difficulty: -0.3,
    seconds: 50,
    stem: 'A signed-in customer changes `/invoices/1042` to `/invoices/1043` in the address bar and sees the invoice of another customer. Which control is missing?',
    options: {
      a: 'A check that the object belongs to the caller',
      b: 'A limit on requests per minute and address',
      c: 'A longer and random session id in the cookie',
      d: 'An encrypted connection for that page',
    },
    key: 'a',
    explanation:
      'The server checks who is calling and not whether this object is theirs (broken object-level authorisation, the first entry of the OWASP API list of 2023). Rate limits, session ids and encryption do not decide who may see what.',
    hint: 'The caller is known. What was not asked?',
  },
  {
    id: 'security-dom-xss',
    difficulty: 0.3,
    seconds: 50,
    stem: 'User comments are shown with `box.innerHTML = comment`. They should appear as plain text and run no scripts. Which replacement does that?',
    options: {
      a: '`box.outerHTML = comment`',
      b: '`box.insertAdjacentHTML("beforeend", comment)`',
      c: '`box.textContent = comment`',
      d: '`box.innerHTML = comment.replace("<script>", "")`',
    },
    key: 'c',
    explanation:
      '`textContent` makes a text node, so markup stays text. `outerHTML` and `insertAdjacentHTML` parse markup too, and removing one `<script>` leaves `<img onerror=...>` and other ways.',
    hint: 'Which of these does not parse its input?',
  },
  {
    id: 'security-samesite',
    difficulty: 0.7,
    seconds: 55,
    stem: 'Which cookie attribute keeps the browser from sending the session cookie with a form that another site posts to yours?',
    options: { a: '`Secure`', b: '`SameSite=Lax`', c: '`HttpOnly`', d: '`Path=/account`' },
    key: 'b',
    explanation:
      '`SameSite=Lax` leaves the cookie out of cross-site POSTs, which is a defence against request forgery. `Secure` demands HTTPS, `HttpOnly` hides it from scripts, and `Path` limits it by the address requested, which the forger chooses.',
    hint: 'The attribute has to look at where the request comes from.',
  },
  {
    id: 'security-ssrf',
    difficulty: 1.2,
    seconds: 65,
    stem: 'A service fetches a picture from any URL that users enter. Someone enters `http://169.254.169.254/latest/meta-data/` and sees cloud credentials. What is this attack called?',
    options: {
      a: 'Cross-site request forgery',
      b: 'Server-side template injection',
      c: 'Open redirect with phishing',
      d: 'Server-side request forgery',
    },
    key: 'd',
    explanation:
      'The server is made to send a request from its own place in the network, here to the metadata address. Cross-site forgery uses the browser of a victim, template injection runs code in a template, and an open redirect sends people elsewhere.',
    hint: 'Who sends the harmful request?',
  },
  {
    id: 'security-jwt-algorithm',
    difficulty: 1.6,
    seconds: 75,
    stem: 'An API verifies JWTs signed with RS256. Its library takes the algorithm from the header of the token and is given the RSA key for checking. An attacker sends a token with `"alg": "HS256"`. With which secret did they make its signature?',
    options: {
      a: 'The private key, found by brute force',
      b: 'The empty string, accepted as a default',
      c: 'The public key, used as an HMAC secret',
      d: 'The payload, used as its own secret',
    },
    key: 'c',
    explanation:
      'The library would run HMAC with the bytes it was given, and the public RSA key is known to everyone (RFC 8725, 2.1). RSA keys cannot be guessed, the secret is not empty here, and the payload plays no part as a key. The defence is to fix the expected algorithm.',
    hint: 'What does the verifier put in where HMAC wants a secret?',
  },
]);
