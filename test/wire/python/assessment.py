"""A client of /ws/assessment as the older system's users wrote them: answers every question with its first option.

Usage: assessment.py URL TEST_ID. Prints every frame it is sent, one a line, and ends when the assessment has.
"""

import asyncio
import json
import sys

import websockets


async def take(url: str, test_id: int) -> None:
    async with websockets.connect(url) as socket:

        async def send(kind: str, **data: object) -> None:
            await socket.send(json.dumps({"type": kind, "data": data}))

        async for text in socket:
            print(text, flush=True)
            message = json.loads(text)
            if message["type"] == "auth_success":
                await send("start_assessment", test_id=test_id)
            elif message["type"] == "question":
                question = message["data"]
                letter = question["options"][0].split(")")[0]
                await send("submit_answer", question_id=question["question_id"], selected_option=letter)
            elif message["type"] == "assessment_completed":
                return


asyncio.run(take(sys.argv[1], int(sys.argv[2])))
