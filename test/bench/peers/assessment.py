"""The older assessment system's stack doing its job as it should be done: FastAPI, uvicorn, asyncpg.

Speaks the same messages. An answer is one transaction: the attempt is locked, the answer stored once, the next question
found, the attempt moved on. Usage: uvicorn with PEER_DATABASE and PEER_SECRET set; see ../load/peer.ts.
"""

import datetime
import functools
import json
import os

import asyncpg
import jwt
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from websockets.exceptions import ConnectionClosed

QUESTIONS = 20
dumps = functools.partial(json.dumps, separators=(",", ":"))
app = FastAPI()


@app.on_event("startup")
async def connect() -> None:
    app.state.pool = await asyncpg.create_pool(
        os.environ["PEER_DATABASE"], min_size=10, max_size=10, server_settings={"search_path": "peer"}
    )
    async with app.state.pool.acquire() as db:
        await db.execute(
            """
            create schema if not exists peer;
            create table if not exists peer.question (number int primary key, text text, options jsonb, key text);
            create table if not exists peer.attempt (
              id bigserial primary key, user_id int, test_id int, current int, score int default 0,
              status text default 'in_progress', unique (user_id, test_id));
            create table if not exists peer.response (
              attempt_id bigint, number int, selected text, correct boolean, at timestamptz default now(),
              primary key (attempt_id, number));
            """
        )
        for number in range(1, QUESTIONS + 1):
            options = [f"{letter}) Option {letter} of question {number}, long enough to be one" for letter in "ABCD"]
            await db.execute(
                "insert into peer.question values ($1, $2, $3, 'A') on conflict do nothing",
                number, f"Question {number}: " + "what does this piece of text ask about? " * 4, dumps(options),
            )


def now() -> str:
    return datetime.datetime.now(datetime.timezone.utc).isoformat()


def question_frame(row, attempt: int) -> str:
    return dumps({"type": "question", "data": {
        "question_id": f"q_{attempt}_{row['number']}", "node_id": "skill", "question_text": row["text"],
        "options": json.loads(row["options"]), "time_limit_seconds": 120, "question_number": row["number"],
        "total_questions": QUESTIONS, "skill_being_tested": "Skill", "difficulty_level": "Medium"}})


def progress(answered: int) -> dict:
    return {"questions_answered": answered, "total_questions": QUESTIONS,
            "percentage_complete": round(100 * answered / QUESTIONS, 1)}


async def start(db, user_id: int, test_id: int) -> list:
    attempt = await db.fetchrow(
        "insert into attempt (user_id, test_id, current) values ($1, $2, 1) "
        "on conflict (user_id, test_id) do update set status = attempt.status returning id, current", user_id, test_id)
    row = await db.fetchrow("select * from question where number = $1", attempt["current"])
    started = {"type": "assessment_started", "data": {
        "test_id": test_id, "test_name": "Peer", "time_limit_minutes": 60, "total_questions": QUESTIONS, "message": "Go"}}
    return [dumps(started), question_frame(row, attempt["id"])]


async def answer(db, user_id: int, question_id: str, selected: str) -> list:
    _, attempt_id, number = question_id.split("_")
    async with db.transaction():
        attempt = await db.fetchrow("select * from attempt where id = $1 for update", int(attempt_id))
        if attempt is None or attempt["user_id"] != user_id or attempt["current"] != int(number):
            return [dumps({"type": "error", "data": {"error": "Not the current question", "timestamp": now()}})]
        asked = await db.fetchrow("select * from question where number = $1", attempt["current"])
        correct = asked["key"] == selected
        await db.execute("insert into response (attempt_id, number, selected, correct) values ($1, $2, $3, $4)",
                         attempt["id"], attempt["current"], selected, correct)
        following = await db.fetchrow("select * from question where number = $1", attempt["current"] + 1)
        score = attempt["score"] + (10 if correct else 0)
        await db.execute("update attempt set current = $2, score = $3, status = $4 where id = $1", attempt["id"],
                         attempt["current"] + 1, score, "in_progress" if following else "completed")
    answered = attempt["current"]
    frames = [
        dumps({"type": "answer_feedback", "data": {
            "question_id": question_id, "is_correct": correct, "correct_option": asked["key"],
            "selected_option": selected, "explanation": "", "score_gained": 10 if correct else 0,
            "total_score": score, "time_taken_seconds": 1, "progress": progress(answered)}}),
        dumps({"type": "progress_update", "data": {
            **progress(answered), "current_score": score, "time_elapsed_minutes": 1, "time_limit_minutes": 60,
            "remaining_nodes": 1, "timestamp": now()}}),
    ]
    if following:
        frames.append(question_frame(following, attempt["id"]))
    else:
        frames.append(dumps({"type": "assessment_completed", "data": {"message": "Done", "results": {
            "total_questions": QUESTIONS, "total_score": score}, "next_steps": ""}}))
    return frames


async def current(db, user_id: int, test_id: int) -> list:
    attempt = await db.fetchrow("select * from attempt where user_id = $1 and test_id = $2", user_id, test_id)
    return [question_frame(await db.fetchrow("select * from question where number = $1", attempt["current"]), attempt["id"])]


@app.websocket("/ws/assessment")
async def assessment(socket: WebSocket, token: str, test_id: int) -> None:
    claims = jwt.decode(token, os.environ["PEER_SECRET"], algorithms=["HS256"])
    user_id = claims["user_id"]
    await socket.accept()
    hello = {"user_id": user_id, "connection_id": f"{user_id}_{now()}", "timestamp": now()}
    await socket.send_text(dumps({"type": "auth_success", "data": hello}))
    try:
        while True:
            message = json.loads(await socket.receive_text())
            data = message.get("data", {})
            async with app.state.pool.acquire() as db:
                if message["type"] == "start_assessment":
                    frames = await start(db, user_id, data["test_id"])
                elif message["type"] == "submit_answer":
                    frames = await answer(db, user_id, data["question_id"], data["selected_option"])
                else:
                    frames = await current(db, user_id, test_id)
            for frame in frames:
                await socket.send_text(frame)
    except (WebSocketDisconnect, ConnectionClosed):
        pass  # gone, while it was waited for or written to
