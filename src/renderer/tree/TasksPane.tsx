import { memo, type ReactElement } from 'react';
import { t } from '../kit/i18n.ts';
import { mapChoices } from '../map/map-forest.ts';
import { ProcessMap } from '../map/ProcessMap.tsx';
import type { SessionState } from '../workspace/state.ts';
import { TaskTree } from './TaskTree.tsx';
import type { TreeModel } from './tree-model.ts';
import { useVisible } from './use-visible.ts';

interface TasksPaneProps extends Pick<SessionState, 'id' | 'picture' | 'tree' | 'map' | 'row'> {
  readonly model: TreeModel;
}

/** The tasks as tree or map, both of the same rows, and how many of them the filter finds. */
export const TasksPane = memo(function TasksPane(props: TasksPaneProps): ReactElement {
  const { id, picture, tree, map, row, model } = props;
  const visible = useVisible(model, picture === 'map' ? mapChoices(tree) : tree);
  const { found } = visible;
  return (
    <div className="tasks">
      {picture === 'map' ? (
        <ProcessMap
          session={id}
          model={model}
          visible={visible}
          selected={row}
          state={map}
          filter={tree.filter}
        />
      ) : (
        <TaskTree session={id} model={model} visible={visible} state={tree} selected={row} />
      )}
      <p className="tasks-found muted" role="status" data-testid="found">
        {found !== undefined &&
          found.shown > 0 &&
          t('tree.found', { count: found.shown, all: model.table.count, out: found.leftOut })}
      </p>
    </div>
  );
});
