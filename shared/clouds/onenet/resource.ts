/** What a token opens. OneNET documents, “Security, token algorithm”: a device, or a whole product. */
export const productResource = (productId: string): string => `products/${productId}`
export const deviceResource = (productId: string, deviceName: string): string => `products/${productId}/devices/${deviceName}`

/** Empty where the resource names none. */
export function readResource(res: string): { readonly productId: string; readonly deviceName: string } {
  const match = /^products\/([^/]+)(?:\/devices\/([^/]+))?$/.exec(res.trim())
  return { productId: match?.[1] ?? '', deviceName: match?.[2] ?? '' }
}
