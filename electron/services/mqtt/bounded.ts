/** What `start` is done with, or `late` after so many seconds. */
export function bounded<T>(seconds: number, late: T, start: (done: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(late), seconds * 1000)
    start((value) => {
      clearTimeout(timer)
      resolve(value)
    })
  })
}
