import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react';
import { titleOf } from '../commands/registry.ts';
import { shortcutText } from '../commands/shortcut.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { apple } from './CommandButton.tsx';
import { Icon } from './Icon.tsx';

/** The menu at the place of a right click: commands of the registry, by id. `-` stands for a line between groups. */
export function ContextMenu(): ReactElement | undefined {
  const workspace = useWorkspace();
  const menu = useApp((state) => state.menu);
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || menu === undefined) return;
    const { width, height } = element.getBoundingClientRect();
    const left = Math.max(4, Math.min(menu.x, window.innerWidth - width - 4));
    const top = Math.max(4, Math.min(menu.y, window.innerHeight - height - 4));
    element.style.transform = `translate(${String(left)}px, ${String(top)}px)`;
    element.querySelector<HTMLElement>('button:enabled')?.focus();
  }, [menu]);

  useEffect(() => {
    if (menu === undefined) return undefined;
    const before = document.activeElement;
    const close = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === true) return;
      workspace.set({ menu: undefined });
    };
    window.addEventListener('pointerdown', close);
    window.addEventListener('wheel', close);
    window.addEventListener('blur', close);
    return () => {
      window.removeEventListener('pointerdown', close);
      window.removeEventListener('wheel', close);
      window.removeEventListener('blur', close);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [workspace, menu]);

  if (menu === undefined) return undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    const items = [...(box.current?.querySelectorAll<HTMLElement>('button:enabled') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'ArrowDown') items[(at + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(at - 1 + items.length) % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') workspace.set({ menu: undefined });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section aria-label={menu.label}>
      <div
        ref={box}
        className="menu"
        role="menu"
        aria-label={menu.label}
        data-testid="context-menu"
        onKeyDown={onKeyDown}
      >
        {menu.items.map((id, index) => {
          if (id === '-') return <div key={index} className="menu-line" role="separator" />;
          const command = workspace.commands.get(id);
          if (command === undefined) return undefined;
          const [shortcut] = command.shortcuts ?? [];
          const on = command.isOn?.();
          return (
            <button
              key={id}
              type="button"
              className="menu-item"
              role={on === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={on}
              tabIndex={-1}
              disabled={command.isEnabled?.() === false}
              onClick={() => {
                workspace.set({ menu: undefined });
                setTimeout(() => workspace.commands.run(id));
              }}
            >
              <span className="palette-mark">{on === true && <Icon name="check" />}</span>
              <span>{titleOf(command)}</span>
              {shortcut !== undefined && <kbd>{shortcutText(shortcut, apple)}</kbd>}
            </button>
          );
        })}
      </div>
    </section>
  );
}
