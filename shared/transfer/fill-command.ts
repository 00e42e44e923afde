/** The command of an upload with the file's size and name in it. A name that would break the command's quotes loses those characters. */
export const fillCommand = (command: string, file: { readonly name: string; readonly size: number }): string =>
  command.replaceAll('{size}', String(file.size)).replaceAll('{name}', () => file.name.replaceAll(/["\u0000-\u001f\u007f]/g, ''))
