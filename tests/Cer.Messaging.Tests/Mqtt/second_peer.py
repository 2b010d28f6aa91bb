"""A client of other hands: sends back, upper-cased and to another topic, what it is sent. Ends after so many messages."""
import sys

import paho.mqtt.client as mqtt

port, version, count = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
client = mqtt.Client("second-peer", protocol=version)
left = count


def on_connect(client, *_):
    client.subscribe("to/peer", qos=1)


def on_subscribe(*_):
    print("ready", flush=True)


def on_message(client, _, message):
    global left
    client.publish("from/peer", message.payload.decode().upper(), qos=1)
    left -= 1


client.on_connect, client.on_subscribe, client.on_message = on_connect, on_subscribe, on_message
client.connect("127.0.0.1", port)
while left > 0 or client.want_write():
    client.loop(0.1)
for _ in range(5):
    client.loop(0.05)
client.disconnect()
