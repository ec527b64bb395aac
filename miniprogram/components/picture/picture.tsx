import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { pictureUrl } from '../../services/picture'
import { Icon } from '../icon/icon'
import './picture.css'

interface PictureProps {
  readonly picture: string
  readonly name: string
  readonly size?: 'small' | 'normal' | 'wide'
}

/** A picture of an item; a quiet box when there is none or it does not load. */
export function Picture({ picture, name, size = 'normal' }: PictureProps) {
  const [broken, setBroken] = useState<string>()
  const url = pictureUrl(picture)
  const isShown = url !== '' && broken !== url
  return (
    <View className={`picture picture--${size}`}>
      {isShown ? (
        <Image
          className="picture__image"
          src={url}
          mode="aspectFit"
          lazyLoad
          ariaLabel={name}
          onError={() => setBroken(url)}
        />
      ) : (
        <View className="picture__none" aria-hidden="true">
          <Icon name="box" size={size === 'wide' ? 'large' : 'normal'} />
        </View>
      )}
    </View>
  )
}
