-- A session's row changes with every answer and every sign of life, and hardly ever in a column of an index. With room left
-- on its page the new version stays there and no index is touched (a heap-only update); on full pages three of four
-- updates wrote to six indexes each.
alter table session set (fillfactor = 60);
