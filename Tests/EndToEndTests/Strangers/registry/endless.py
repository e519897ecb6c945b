"""Sends a body without an end to HOST PORT CAFILE: prints the status of the answer and that the server ended it."""

import socket
import ssl
import sys
import time

host, port, roots = sys.argv[1], int(sys.argv[2]), sys.argv[3]
context = ssl.create_default_context(cafile=roots)
connection = context.wrap_socket(socket.create_connection((host, port), 10), server_hostname=host)
connection.sendall(b"PUT /v1/health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
answer = b""
ended = False
connection.settimeout(0.01)
for _ in range(3000):
    try:
        connection.sendall(b"400\r\n" + b"x" * 1024 + b"\r\n")
        received = connection.recv(65536)
        ended = not received
        answer += received
    except (TimeoutError, ssl.SSLWantReadError):
        pass
    except OSError:
        ended = True
    if ended:
        break
    time.sleep(0.01)
print(answer.split(b"\r\n")[0].decode(), "ended" if ended else "still open")
