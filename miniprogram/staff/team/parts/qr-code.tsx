import { Image } from '@tarojs/components'
import { renderSVG } from 'uqr'

/** A text as a QR code, dark on white also in dark mode, with the quiet border that scanners need. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const svg = renderSVG(text, { border: 2, pixelSize: 8 })
  return (
    <Image
      className="qr-code"
      src={`data:image/svg+xml,${encodeURIComponent(svg)}`}
      mode="aspectFit"
      ariaLabel={label}
    />
  )
}
