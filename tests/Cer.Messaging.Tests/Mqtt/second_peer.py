"""A client of other hands: sends back, upper-cased and to another topic, what it is sent. Ends when so many were acknowledged."""
import sys

import paho.mqtt.client as mqtt

port, version, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
client = mqtt.Client("second-peer", protocol=version)
unanswered = count


def on_connect(client, *_):
    client.subscribe("to/peer", qos=1)


def on_subscribe(*_):
    print("ready", flush=True)


def on_message(client, *_):
    client.publish("from/peer", _[-1].payload.decode().upper(), qos=1)


def on_publish(*_):
    global unanswered
    unanswered -= 1


client.on_connect, client.on_subscribe = on_connect, on_subscribe
client.on_message, client.on_publish = on_message, on_publish
client.connect("127.0.0.1", port)
while unanswered > 0:
    client.loop(0.1)
client.disconnect()
