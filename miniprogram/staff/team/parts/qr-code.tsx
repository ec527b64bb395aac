import { Image } from '@tarojs/components'
import { renderSVG } from 'uqr'

/** A text as a QR code, dark on white also in dark mode, with the quiet border that scanners need. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  // Without a size of its own an svg is drawn small in a corner.
  const svg = renderSVG(text, { border: 2 }).replace('<svg ', '<svg width="440" height="440" ')
  return (
    <Image
      className="qr-code"
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      mode="scaleToFill"
      ariaLabel={label}
    />
  )
}
