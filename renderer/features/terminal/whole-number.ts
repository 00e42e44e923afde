/** What a number field holds, as a number within its limits; the least where it holds none. */
export const wholeNumber = (value: string | number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(Number(value)) || least))
