/** Job descriptions in the manner of real ones, with what a recruiter would expect of them. */
export const BACKEND = `Senior Backend Engineer (m/f/d)

About us
We build the booking platform behind 900 hotels. Our team of nine ships every day.

What you will do
- Design and run RESTful APIs in Node.js and TypeScript
- Model data in PostgreSQL and keep queries fast as tables grow past a billion rows
- Review pull requests and mentor two juniors

Requirements
- 5+ years of backend experience, strong TypeScript and Node.js
- Solid SQL: joins, indexes, transaction isolation
- You have written automated tests for code that other people depend on
- Secure coding habits (OWASP Top 10, OAuth 2.0)

Nice to have
- Kafka or another message queue, high-throughput systems
- Kubernetes and Terraform
- Experience with time zones; our guests live in all of them

We offer 30 days of holiday, a budget for training and a dog-friendly office.`;

export const FRONTEND = `Frontend Developer

You will build the customer portal of an insurance company with React and modern JavaScript (ES6+).

Your profile:
* Very good knowledge of JavaScript, HTML and CSS
* Experience with REST APIs and asynchronous programming in the browser
* Unit testing with Jest or Vitest and end-to-end tests with Playwright
* Version control with Git is required

Bonus points: web security basics such as XSS and CSP, accessibility (WCAG 2.2), GraphQL, Figma.`;

export const DATA_ENGINEER = `Data Engineer - Analytics Platform

As a data engineer you own the pipelines that feed our Snowflake data warehouse.

Must have:
- Expert SQL: window functions, query optimisation, dimensional modelling with dbt
- Python for data pipelines, Airflow for orchestration
- Sound understanding of algorithms and data structures

Good to have:
- Regular expressions for data cleaning
- Spark, Kafka
- Git and CI/CD

No prior knowledge of machine learning is needed.`;

export const SRE = `Site Reliability Engineer

Keep a payments network with 99.99 % availability running.

Responsibilities
- Operate Kubernetes clusters on AWS, including VPC design, load balancing and DNS
- Debug production issues from TCP retransmissions to HTTP caching at the CDN
- Automate with Go, Bash and Terraform; GitOps with ArgoCD

Requirements
- Deep knowledge of TCP/IP networking and Linux
- Experience with distributed systems, race conditions and deadlocks in production
- Log analysis with grep, awk and regular expressions
- On-call experience and incident response

A plus: PostgreSQL administration.`;

export const SECURITY_ENGINEER = `Application Security Engineer

You help forty development teams ship software that withstands attack.

What we are looking for
- In-depth knowledge of web vulnerabilities (SQL injection, XSS, CSRF, SSRF) and how to prevent them
- Authentication and authorisation: OAuth2, OIDC, JWT, SSO
- Threat modelling and code review in Java, C# and JavaScript
- Strong understanding of HTTP, TLS and network protocols
- Writing SAST rules with regular expressions

Nice to have: penetration testing certificates, Python scripting, Git forensics.`;

export const QA_ENGINEER = `QA Engineer / Test Automation

You are responsible for the quality of our logistics application.

Tasks:
- Write test plans and test cases, including boundary value analysis and decision tables for our business rules
- Automate regression tests with Cypress and Selenium
- Test REST APIs with Postman and check results in the database with SQL
- Report defects in Jira and verify fixes across time zones

Qualifications:
- ISTQB certificate or 3 years in quality assurance
- Basic JavaScript
- Analytical thinking
- Familiarity with Git is an advantage`;

export const CHEF = `Head Chef (full time)

We are a 60-cover restaurant on the harbour and are looking for a head chef.

Your tasks
- Plan seasonal menus and calculate the cost of every dish
- Lead a team of six in the kitchen and write the weekly rota
- Keep to hygiene standards and order fresh produce from local farms

Requirements
- Finished training as a cook and five years of experience in fine dining
- Strong leadership and communication skills
- A calm head on a Saturday night

We offer a share of tips, free meals and two days off in a row.`;

export const FULL_STACK = `Full Stack Engineer (Remote). Our stack: TypeScript, React, Next.js, Prisma, PostgreSQL, tRPC. What you’ll need: 4+ years building production web apps; deep TypeScript; comfort with SQL; experience writing unit and integration tests; good Git hygiene. Nice to haves: WebSockets, Redis, experience with multi-tenant auth (OAuth/OIDC).`;

export const MARKETING = `Marketing Manager. You plan campaigns across social media, manage the content calendar, analyse results in Google Analytics and Excel, attend networking events and coordinate with agencies in different time zones. You have a degree in marketing, strong communication skills and an eye for design.`;

export const NURSE = `Nurse practitioner: patient care, scheduling, documentation, testing of blood samples, night shifts, security clearance required. Our quality assurance is certified. Team player.`;
