"""A client of the evaluation socket as the older system's users wrote them.

Usage: evaluation.py ADDRESS PATH NAMESPACE, with {"token", "source_text", "candidate_output"} on standard input. Prints
every event it is sent as {"name", "payload"}, one a line, and ends when the evaluation has.
"""

import asyncio
import json
import sys

import socketio


async def evaluate(address: str, path: str, namespace: str, order: dict) -> None:
    client = socketio.AsyncClient(reconnection=False)
    done = asyncio.Event()

    class Everything(socketio.AsyncClientNamespace):
        async def trigger_event(self, event, *args):
            if event == "connect":
                texts = {key: order[key] for key in ("source_text", "candidate_output")}
                await self.emit("start_evaluation", texts)
                return
            if event in ("disconnect", "connect_error"):
                done.set()
                return
            print(json.dumps({"name": event, "payload": args[0]}), flush=True)
            if event in ("evaluation_complete", "evaluation_error", "error"):
                done.set()

    client.register_namespace(Everything(namespace))
    await client.connect(address, auth={"token": order["token"]}, socketio_path=path, namespaces=[namespace])
    await asyncio.wait_for(done.wait(), 30)
    await client.disconnect()


asyncio.run(evaluate(*sys.argv[1:4], json.loads(sys.stdin.readline())))
