"""An SMTP server that keeps what it is given: python3 smtp-sink.py FILE [FAILURES]

Says “listening on port N”, and appends each mail to FILE: the envelope as a line of JSON, then the mail, then a dot.
Refuses the first FAILURES mails for now (451).
"""

import asyncore
import json
import smtpd
import sys
import warnings

warnings.simplefilter("ignore")
failures = int(sys.argv[2]) if len(sys.argv) > 2 else 0


class Sink(smtpd.SMTPServer):
    def process_message(self, peer, mailfrom, rcpttos, data, **options):
        global failures
        if failures > 0:
            failures -= 1
            return "451 not now"
        with open(sys.argv[1], "ab") as out:
            out.write(json.dumps({"from": mailfrom, "to": rcpttos}).encode() + b"\n" + data + b"\n.\n")
        return None


server = Sink(("127.0.0.1", 0), None, decode_data=False)
print(f"listening on port {server.socket.getsockname()[1]}", flush=True)
asyncore.loop()
