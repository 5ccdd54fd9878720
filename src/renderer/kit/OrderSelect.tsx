import type { ReactElement } from 'react';
import type { ByteOrder } from '../../shared/units.ts';
import { t } from './i18n.ts';
import { Select } from './Select.tsx';

const ORDERS: readonly ByteOrder[] = ['little', 'big'];

/** Which end of a number comes first. */
export function OrderSelect({
  value,
  onChange,
}: {
  readonly value: ByteOrder;
  readonly onChange: (order: ByteOrder) => void;
}): ReactElement {
  return (
    <Select
      label={t('order.label')}
      value={value}
      options={ORDERS}
      text={(order) => t(`order.${order}`)}
      onChange={onChange}
    />
  );
}
