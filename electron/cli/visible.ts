/** Whoever wrote it must not be able to steer the terminal that shows it: control characters as escapes, all on one line. */
export const visible = (content: string): string =>
  content.replace(/[\u0000-\u001f\u007f-\u009f]/g, (control) => {
    const known = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[control]
    return known ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
