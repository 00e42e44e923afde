/** What a plan's C sketch has besides its data: declarations before the table, the loop behind it. */
export const cRunner = {
  head: String.raw`
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Yours to write. Sends all bytes; 0, or a negative number. */
int at_write(const void *data, size_t size);
/* One line without its end, empty lines left out; or ">" as soon as the modem asks for data. 0, or negative when none came within ms. */
int at_read_line(char *line, size_t size, uint32_t ms);
/* 1 when the regular expression (as in ECMAScript) matches the line, 0 when not. */
int at_matches(const char *pattern, const char *line);
void at_wait(uint32_t ms);

typedef struct {
    const char *send;
    uint32_t timeout_ms;
    const char *line_prefix, *line_accept;
    const char *urc_prefix, *urc_accept, *urc_interim;
    uint32_t urc_ms;
    const char *poll_while;
    uint32_t poll_every_ms, poll_for_ms;
    const char *prompt;
    uint32_t prompt_ms;
    int prompt_follows_ok;
    const unsigned char *data;
    size_t data_size;
} at_step;
`,
  loop: String.raw`static int at_begins(const char *line, const char *prefix)
{
    return strncmp(line, prefix, strlen(prefix)) == 0;
}

static int at_is_failure(const char *line)
{
    return strcmp(line, "ERROR") == 0 || strcmp(line, "NO CARRIER") == 0 || strcmp(line, "COMMAND NOT SUPPORT") == 0 ||
           at_begins(line, "+CME ERROR:") || at_begins(line, "+CMS ERROR:");
}

/* 0: as expected; -1: no answer in time; -2: refused, or another answer, which is left in line. Limits count for each line. */
static int at_once(const at_step *step, char *line, size_t size)
{
    int prompted = step->prompt == NULL, ok = 0, seen = step->line_prefix == NULL, later = step->urc_prefix == NULL;

    line[0] = '\0';
    if (at_write(step->send, strlen(step->send)) < 0)
        return -1;
    /* Data without a prompt is the rest of the line. */
    if (step->prompt == NULL && step->data != NULL && at_write(step->data, step->data_size) < 0)
        return -1;
    if (at_write("\r", 1) < 0)
        return -1;
    while (!ok || !later) {
        if (at_read_line(line, size, !prompted ? step->prompt_ms : ok ? step->urc_ms : step->timeout_ms) < 0)
            return -1;
        if (!prompted && at_begins(line, step->prompt)) {
            if (at_write(step->data, step->data_size) < 0)
                return -1;
            prompted = 1;
            /* The OK that asked for the data is the result as well. */
            if (strcmp(line, "OK") == 0)
                ok = 1;
        } else if (strcmp(line, "OK") == 0) {
            if (!prompted && step->prompt_follows_ok)
                continue;
            if (!seen)
                return -2;
            ok = 1;
        } else if (at_is_failure(line)) {
            return -2;
        } else if (step->urc_prefix != NULL && at_begins(line, step->urc_prefix)) {
            if (step->urc_interim != NULL && at_matches(step->urc_interim, line))
                continue;
            if (!at_matches(step->urc_accept, line))
                return -2;
            later = 1;
        } else if (step->line_prefix != NULL && at_begins(line, step->line_prefix)) {
            if (at_matches(step->line_accept, line)) {
                seen = 1;
            } else if (step->poll_while != NULL && at_matches(step->poll_while, line)) {
                /* The final result of this answer, before the question is asked again. */
                char rest[16];
                (void)at_read_line(rest, sizeof rest, step->timeout_ms);
                return -2;
            }
        }
    }
    return 0;
}

/* 0: all steps passed; otherwise the number of the step that failed, its last line in line. */
int at_run_plan(char *line, size_t size)
{
    size_t number;

    for (number = 0; number < sizeof at_plan / sizeof at_plan[0]; number++) {
        const at_step *step = &at_plan[number];
        uint32_t waited = 0;

        while (at_once(step, line, size) != 0) {
            if (step->poll_while == NULL || waited >= step->poll_for_ms || !at_matches(step->poll_while, line))
                return (int)number + 1;
            at_wait(step->poll_every_ms);
            waited += step->poll_every_ms;
        }
    }
    return 0;
}
`,
}
