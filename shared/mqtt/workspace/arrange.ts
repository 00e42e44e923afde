import { mostCards, newPublisher, newSubscriber, type Card, type KeptSubscription, type PublisherCard, type SubscriberCard, type Template, type Workspace } from './schema.ts'

export const publishersIn = ({ cards }: Workspace): readonly PublisherCard[] => cards.filter((card) => card.kind === 'publisher')
export const subscribersIn = ({ cards }: Workspace): readonly SubscriberCard[] => cards.filter((card) => card.kind === 'subscriber')

const withCards = (workspace: Workspace, cards: readonly Card[]): Workspace => ({ ...workspace, cards: [...cards] })

export const canAdd = ({ cards }: Workspace): boolean => cards.length < mostCards

/** Behind the last of its kind, else at the end: publishers stay together until somebody moves one. */
export function addCard(workspace: Workspace, card: Card): Workspace {
  if (!canAdd(workspace)) return workspace
  const last = workspace.cards.findLastIndex(({ kind }) => kind === card.kind)
  return withCards(workspace, workspace.cards.toSpliced(last < 0 ? workspace.cards.length : last + 1, 0, card))
}

/** A copy stands right behind its original; its subscriptions stay with that. */
export function duplicateCard(workspace: Workspace, cardId: string, newId: string): Workspace {
  const at = workspace.cards.findIndex(({ id }) => id === cardId)
  const card = workspace.cards[at]
  if (!card || !canAdd(workspace)) return workspace
  return withCards(workspace, workspace.cards.toSpliced(at + 1, 0, { ...card, id: newId }))
}

/** With what was subscribed in it. The last of a kind is replaced by an empty one: there is always one to publish and one to subscribe with. */
export function closeCard(workspace: Workspace, cardId: string, newId: string): Workspace {
  const card = workspace.cards.find(({ id }) => id === cardId)
  if (!card) return workspace
  const isLast = workspace.cards.filter(({ kind }) => kind === card.kind).length === 1
  const cards = isLast
    ? workspace.cards.map((each) => (each.id === cardId ? (card.kind === 'publisher' ? newPublisher(newId) : newSubscriber(newId)) : each))
    : workspace.cards.filter(({ id }) => id !== cardId)
  return { cards, subscriptions: workspace.subscriptions.filter((one) => one.cardId !== cardId) }
}

/** `index` counts the places as they are before the move. */
export function moveCard(workspace: Workspace, cardId: string, index: number): Workspace {
  const from = workspace.cards.findIndex(({ id }) => id === cardId)
  const card = workspace.cards[from]
  const to = index > from ? index - 1 : index
  if (!card || to === from) return workspace
  return withCards(workspace, workspace.cards.toSpliced(from, 1).toSpliced(to, 0, card))
}

/** By keyboard: one place to the left or right. */
export function stepCard(workspace: Workspace, cardId: string, step: -1 | 1): Workspace {
  const from = workspace.cards.findIndex(({ id }) => id === cardId)
  const to = from + step
  if (from < 0 || to < 0 || to >= workspace.cards.length) return workspace
  return moveCard(workspace, cardId, step === 1 ? from + 2 : to)
}

export const changePublisher = (workspace: Workspace, cardId: string, change: Partial<Omit<PublisherCard, 'id' | 'kind'>>): Workspace =>
  withCards(workspace, workspace.cards.map((card) => (card.id === cardId && card.kind === 'publisher' ? { ...card, ...change } : card)))

/** Of what a publisher holds now: two changes of one click do not undo each other. */
export const changeTemplate = (workspace: Workspace, cardId: string, change: Partial<Template>): Workspace =>
  withCards(workspace, workspace.cards.map((card) => (card.id === cardId && card.kind === 'publisher' ? { ...card, template: { ...card.template, ...change } } : card)))

export const changeSubscriber = (workspace: Workspace, cardId: string, change: Partial<Omit<SubscriberCard, 'id' | 'kind'>>): Workspace =>
  withCards(workspace, workspace.cards.map((card) => (card.id === cardId && card.kind === 'subscriber' ? { ...card, ...change } : card)))

/** A filter is subscribed to once a connection: what is there of it is replaced, in its place. */
export function keepSubscription(workspace: Workspace, subscription: KeptSubscription): Workspace {
  const at = workspace.subscriptions.findIndex(({ filter }) => filter === subscription.filter)
  return { ...workspace, subscriptions: at < 0 ? [...workspace.subscriptions, subscription] : workspace.subscriptions.with(at, subscription) }
}

export const changeSubscription = (workspace: Workspace, filter: string, change: Partial<Omit<KeptSubscription, 'filter'>>): Workspace => ({
  ...workspace,
  subscriptions: workspace.subscriptions.map((one) => (one.filter === filter ? { ...one, ...change } : one)),
})

export const dropSubscription = (workspace: Workspace, filter: string): Workspace => ({ ...workspace, subscriptions: workspace.subscriptions.filter((one) => one.filter !== filter) })

/** Those that a card shows. What belongs to no card that is there stands in the first. */
export function subscriptionsOf(workspace: Workspace, cardId: string): readonly KeptSubscription[] {
  const cards = subscribersIn(workspace)
  const isFirst = cards[0]?.id === cardId
  return workspace.subscriptions.filter((one) => one.cardId === cardId || (isFirst && !cards.some(({ id }) => id === one.cardId)))
}
