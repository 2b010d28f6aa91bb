# Reads a message with Python's own parser, and prints what it found as JSON: a reader of other hands.
import base64
import email
import email.policy
import hashlib
import json
import sys

with open(sys.argv[1], "rb") as file:
    message = email.message_from_binary_file(file, policy=email.policy.default)
print(json.dumps({
    "subject": str(message["Subject"]),
    "from": str(message["From"]),
    "to": str(message["To"]),
    "id": str(message["Message-ID"]),
    "date": message["Date"].datetime.isoformat(),
    "html": message.get_body(("html",)).get_content(),
    "text": message.get_body(("plain",)).get_content(),
    "attachments": [
        {
            "name": part.get_filename(),
            "type": part.get_content_type(),
            "base64": base64.b64encode(part.get_payload(decode=True)).decode("ascii"),
            "sha256": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
        }
        for part in message.iter_attachments()
    ],
    "defects": [type(defect).__name__ for part in message.walk() for defect in part.defects],
}))
