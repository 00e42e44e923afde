import { useEffect, useState, type DragEvent } from 'react'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { moveCard } from '../../../../shared/mqtt/workspace/arrange.ts'
import type { Card } from '../../../../shared/mqtt/workspace/schema.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { PublishCard } from './publish-card.tsx'
import { SubscribeCard } from './subscribe-card.tsx'
import { loadCounts } from './counts-store.ts'
import { changeWorkspace, keyOf, loadWorkspace, noteWorkspaceFailure, useWorkspace, useWorkspaceFailure } from './workspace-store.ts'
import styles from './cards.module.css'

/** What is dragged, by this name: files and text dropped here are something else. */
const dragType = 'application/x-atelier-mqtt-card'

function sideOf(card: Element, x: number): 'before' | 'after' {
  const { left, width } = card.getBoundingClientRect()
  return x < left + width / 2 ? 'before' : 'after'
}

/** A connection's cards side by side, in the order that somebody gave them. */
export function CardRow({ connection }: { readonly connection: ConnectionInfo }) {
  const key = keyOf(connection)
  const workspace = useWorkspace(key)
  const failure = useWorkspaceFailure(key)
  const [drop, setDrop] = useState<{ readonly id: string; readonly side: 'before' | 'after' } | null>(null)
  useEffect(() => {
    void loadWorkspace(key).catch(() => {})
  }, [key])
  useEffect(() => loadCounts(connection.id), [connection.id])
  if (!workspace) return null

  const over = (event: DragEvent<HTMLElement>, card: Card): void => {
    if (!event.dataTransfer.types.includes(dragType)) return
    event.preventDefault()
    const side = sideOf(event.currentTarget, event.clientX)
    if (drop?.id !== card.id || drop.side !== side) setDrop({ id: card.id, side })
  }
  const put = (event: DragEvent<HTMLElement>): void => {
    const id = event.dataTransfer.getData(dragType)
    // By where it is let go: the row may have scrolled since the mark was last drawn.
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-card]') : null
    const place = card?.dataset['card'] === undefined ? drop : { id: card.dataset['card'], side: sideOf(card, event.clientX) }
    if (id === '' || !place) return
    event.preventDefault()
    const index = workspace.cards.findIndex((each) => each.id === place.id) + (place.side === 'after' ? 1 : 0)
    changeWorkspace(key, (now) => moveCard(now, id, index))
    setDrop(null)
  }
  const drag = (card: Card) => ({
    onDragStart: (event: DragEvent<HTMLElement>): void => {
      event.dataTransfer.setData(dragType, card.id)
      event.dataTransfer.effectAllowed = 'move'
    },
    onDragEnd: () => setDrop(null),
  })

  return (
    <>
      {failure && (
        <div className={styles['failure']}>
          <FailureCard failure={failure} onDismiss={() => noteWorkspaceFailure(key, null)} />
        </div>
      )}
      <div className={styles['row']} data-testid="mqtt-cards" onDrop={put} onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setDrop(null)}>
        {workspace.cards.map((card, index) => (

            <div key={card.id}
              className={styles['card']}
              data-kind={card.kind}
              data-card={card.id}
              data-drop={drop?.id === card.id ? drop.side : undefined}
              onDragOver={(event) => over(event, card)}
            >
              {card.kind === 'publisher' ? (
                <PublishCard connection={connection} workspace={workspace} card={card} index={index} drag={drag(card)} />
              ) : (
                <SubscribeCard connection={connection} workspace={workspace} card={card} index={index} drag={drag(card)} />
              )}
            </div>

        ))}
      </div>
    </>
  )
}
