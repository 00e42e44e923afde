/**
 * What a plan's Python script has besides its data. Final results as V.250 5.7.1, 27.007 9.2 and 27.005 3.2.5 have them; CONNECT ends a command only where no data
 * was announced.
 */
export const pythonRunner = String.raw`FINAL = re.compile(
    r"^(OK|ERROR|NO CARRIER|NO ANSWER|NO DIALTONE|NO DIAL TONE|BUSY|ABORTED|COMMAND NOT SUPPORT|\+CM[ES] ERROR:.*|CONNECT( (?!OK$|FAIL$).*)?)$"
)


class Modem:
    def __init__(self, port):
        self.port = port
        self.buffer = b""

    def write(self, data):
        self.port.write(data)

    def line(self, deadline, prompt=None):
        """The next line without its end, the prompt, or None when the time is over."""
        while True:
            self.buffer = self.buffer.lstrip(b"\r\n")
            if prompt == ">" and self.buffer.startswith(b">"):
                self.buffer = self.buffer[1:]
                return ">"
            end = re.search(rb"[\r\n]", self.buffer)
            if end:
                line, self.buffer = self.buffer[: end.start()], self.buffer[end.start() :]
                return line.decode("utf-8", "replace")
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            self.port.timeout = min(left, 0.1)
            self.buffer += self.port.read(max(1, self.port.in_waiting))


def put(line, fields, values):
    for token, value in SECRETS.items():
        line = line.replace(token, value)
    for name in fields.get("fill", ()):
        line = line.replace("{" + name + "}", values[name])
    return line


def data_of(data, length):
    """Bytes stand in the script; a name is a file beside it."""
    if not isinstance(data, bytes):
        with open(data, "rb") as file:
            data = file.read()
    if len(data) != length:
        raise SystemExit("The data has %d bytes, the command says %d." % (len(data), length))
    return data


def once(modem, line, timeout, prompt=None, urc=None):
    """Sends a line. Gives the final result (None: none in time), the lines, and the result code that came later."""
    if urc:
        urc_prefix, _, urc_timeout, failures, interim = urc
    lines, later, final = [], None, None
    # Data without a prompt is the rest of the line.
    rest = b""
    if prompt and prompt[0] == "inline":
        rest, prompt = data_of(prompt[2], prompt[3]), None
    modem.write(line.encode("utf-8") + rest + b"\r")
    deadline = time.monotonic() + (prompt[1] if prompt else timeout)
    while final is None or (urc and later is None):
        got = modem.line(deadline, prompt[0] if prompt else None)
        if got is None:
            break
        if got == line:
            continue
        if prompt and (got == prompt[0] or got.startswith(prompt[0] + " ")):
            modem.write(data_of(prompt[2], prompt[3]) + (b"\x1a" if prompt[4] else b""))
            deadline = time.monotonic() + timeout
            if prompt[0] == "OK":
                # The OK that asked for the data is the result as well.
                final, deadline = "OK", time.monotonic() + (urc_timeout if urc else timeout)
            prompt = None
            continue
        lines.append(got)
        if urc and got.startswith(urc_prefix) and not (interim and re.search(interim, got)):
            later = got
        elif urc and any(got.startswith(failure) for failure in failures):
            later = got
        elif final is None and FINAL.match(got):
            if got == "OK" and prompt and prompt[5]:
                continue
            final = got
            if final != "OK":
                break
            if urc:
                deadline = time.monotonic() + urc_timeout
    return final, lines, later


def passed(fields, final, lines, later):
    """None: as expected. Otherwise the line that tells."""
    if final != "OK":
        return final or "no answer in time"
    if "line" in fields:
        prefix, accept = fields["line"]
        found = [each for each in lines if each.startswith(prefix)]
        if not any(re.search(accept, each, re.IGNORECASE | re.ASCII) for each in found):
            return found[-1] if found else "no line " + prefix
    if "urc" in fields:
        if later is None:
            return "no line " + fields["urc"][0] + " in time"
        if not re.search(fields["urc"][1], later, re.ASCII):
            return later
    return None


def run(modem, fields, values):
    for name in fields.get("fill", ()):
        if name not in values:
            source = FILLS.get(name)
            if source not in values:
                # What it is computed of is known from here on.
                print("answered so far: " + ", ".join("%s=%s" % pair for pair in values.items()))
            values[name] = values[source] if source in values else input(name + ": ")
    line = put(fields["send"], fields, values)
    until = time.monotonic() + (fields["poll"][1] if "poll" in fields else 0)
    recovered = False
    while True:
        final, lines, later = once(modem, line, fields["timeout"], fields.get("prompt"), fields.get("urc"))
        wrong = passed(fields, final, lines, later)
        if wrong is None:
            break
        if "poll" in fields and re.search(fields["poll"][2], wrong, re.ASCII) and time.monotonic() + fields["poll"][0] < until:
            time.sleep(fields["poll"][0])
            continue
        undo = [send for when, send in fields.get("recover", ()) if re.search(when, wrong, re.ASCII)]
        if not undo or recovered:
            return wrong
        recovered = True
        for command, timeout, prefix in undo[0]:
            once(modem, put(command, fields, values), timeout, urc=(prefix, "", 5, (), None) if prefix else None)
    for name, pattern in fields.get("capture", ()):
        found = next((match for match in (re.search(pattern, each, re.ASCII) for each in lines) if match), None)
        if found:
            values[name] = found.group(1)
    return None


def main():
    missing = [token for token, value in SECRETS.items() if value is None]
    if missing:
        raise SystemExit("Put these into SECRETS first: " + ", ".join(missing))
    if len(sys.argv) < 2:
        raise SystemExit("usage: %s PORT [BAUD]" % sys.argv[0])
    values = {}
    with serial.Serial(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 115200) as port:
        modem = Modem(port)
        for number, fields in enumerate(STEPS, 1):
            print("%d/%d %s" % (number, len(STEPS), fields["title"]))
            wrong = run(modem, fields, values)
            if wrong is not None:
                raise SystemExit("failed: " + wrong)
    print("done")


if __name__ == "__main__":
    main()
`
