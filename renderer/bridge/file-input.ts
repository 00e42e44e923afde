import { CallError, maximumFileBytes } from '../../shared/contract/channel.ts'
import type { PickedFile, PickOptions } from '../../shared/contract/host.ts'

/**
 * The browser's own file dialog. Resolves with null when the person cancels; rejects with `file.too-large` above the limit (1 MiB where none is given) and with
 * `file.unreadable`. Must be called from a click: browsers open no dialog otherwise.
 */
export async function pickWithFileInput(options: PickOptions): Promise<PickedFile | null> {
  const file = await chooseFile(options.extensions, options.title)
  return file && readPicked(file, options.maximumBytes)
}

/** The file itself, unread: for those who may take larger ones. Works in both hosts. Must be called from a click. */
export async function chooseFile(extensions: readonly string[], title = ''): Promise<File | null> {
  const [file] = await ask(extensions, title, false)
  return file ?? null
}

/** The same for several; none when the person cancels. */
export const chooseFiles = (extensions: readonly string[], title = ''): Promise<readonly File[]> => ask(extensions, title, true)

function ask(extensions: readonly string[], title: string, several: boolean): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.title = title
    input.multiple = several
    input.accept = extensions.map((extension) => `.${extension.replace(/^\./, '')}`).join(',')
    input.hidden = true
    const finish = (files: readonly File[]): void => {
      input.remove()
      resolve(files)
    }
    input.addEventListener('cancel', () => finish([]))
    input.addEventListener('change', () => finish(Array.from(input.files ?? [])))
    // Attached: Safari ignores clicks on inputs outside the document, and tests find it there.
    document.body.append(input)
    input.click()
  })
}

export async function readPicked(file: File, maximumBytes = maximumFileBytes): Promise<PickedFile> {
  if (file.size > maximumBytes) throw new CallError('file.too-large', `${file.name} is larger than ${maximumBytes / 1024 / 1024} MiB.`)
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
  } catch {
    throw new CallError('file.unreadable', `${file.name} could not be read.`)
  }
}
