/** A short text in both languages. Domain words (plans, explanations, failures) carry both, so that any caller can show either. */
export type Text = { readonly en: string; readonly zh: string }

export type Language = keyof Text

export const text = (en: string, zh: string): Text => ({ en, zh })
