import { Fragment } from 'react'

/** Commands and URCs as they stand in a sentence: up to a blank or a stop that is not theirs. */
const wire = /((?:AT[+#][A-Z]|\+(?:[A-Z]{3,}))[^\s，。；、：（）]*?)(?=[，。；、：（）]|[.,;:)]*(?:\s|$))/

/** A sentence with what goes over the wire in the wire's type. */
export const WithCommands = ({ text }: { readonly text: string }) =>
  text.split(wire).map((part, index) => (index % 2 === 0 ? <Fragment key={`${index}`}>{part}</Fragment> : <code key={`${index}`}>{part}</code>))
