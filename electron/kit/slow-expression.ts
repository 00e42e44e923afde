/** A regular expression that takes so long over what it is to look through that it may take for ever. */
export class SlowExpression extends Error {}
